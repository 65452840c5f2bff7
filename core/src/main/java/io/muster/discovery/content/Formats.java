package io.muster.discovery.content;

import io.muster.keystore.Passwords;
import java.util.List;

/// Every format that is recognised. A new one is a line here.
///
/// @param binary in the order in which they are asked; the first that claims reads
/// @param text all whose triggers stand in the text read, in this order: what knows more comes
///   first, and covers what it read from what knows less
record Formats(List<BinaryFormat> binary, List<TextFormat> text) {

    /// @param nested reads what lies inside
    static Formats all(Passwords passwords, Nested nested) {
        Structures structures = new Structures(passwords);
        return new Formats(
                List.of(
                        new DerFormat(structures),
                        new JavaKeystoreFormat(structures, passwords),
                        new BouncyCastleFormat(structures),
                        new KeyRevocationFormat(),
                        new AgeFileFormat(),
                        new PgpFormat()),
                List.of(
                        new ServiceAccountFormat(),
                        new KubeconfigFormat(nested),
                        new KubernetesSecretFormat(nested),
                        new JwkFormat(),
                        new AgeFormat(),
                        new Base64PemFormat(nested),
                        new PemFormat(structures, passwords),
                        new SshFormat(),
                        new PuttyFormat(passwords),
                        new NginxFormat(),
                        new ApacheFormat(),
                        new HaproxyFormat(),
                        new PostgresqlFormat(),
                        new SshdFormat()));
    }
}
