package io.muster.discovery.content;

import io.muster.keystore.Passwords;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.ssh.OpenSshPrivateKey;
import io.muster.x509.Der;
import io.muster.x509.DerBuilder;
import io.muster.x509.Oid;
import java.util.Optional;
import java.util.Set;

/// PEM blocks (RFC 7468) of every label, wherever they stand in text. What a block holds decides,
/// not its label.
final class PemFormat implements TextFormat {
    private static final Oid RSA = new Oid("1.2.840.113549.1.1.1");

    /// Labels of what is no credential: parameters, signatures, messages for somebody.
    private static final Set<String> OTHERS =
            Set.of(
                    "DH PARAMETERS",
                    "X9.42 DH PARAMETERS",
                    "EC PARAMETERS",
                    "DSA PARAMETERS",
                    "SSH SIGNATURE",
                    "PGP MESSAGE",
                    "PGP SIGNATURE",
                    "PGP SIGNED MESSAGE",
                    "AGE ENCRYPTED FILE",
                    "SSL SESSION PARAMETERS",
                    "ATTRIBUTE CERTIFICATE");

    /// What is left of a block has at least this much.
    private static final int CUT_MIN = 64;

    private final Structures structures;
    private final Passwords passwords;

    PemFormat(Structures structures, Passwords passwords) {
        this.structures = structures;
        this.passwords = passwords;
    }

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.PEM);
    }

    @Override
    public boolean readsWindows() {
        return true;
    }

    @Override
    public void read(Text text, Finds finds) {
        PemFinder finder = new PemFinder(text);
        int counted = 0;
        long line = text.line();
        for (Optional<PemBlock> next = finder.next(); next.isPresent(); next = finder.next()) {
            PemBlock block = next.get();
            line += text.newlines(counted, block.from());
            counted = block.from();
            if (block.isEmpty()
                    || OTHERS.contains(block.label())
                    || finds.covered().overlaps(block.from(), block.to())) {
                continue;
            }
            Facts facts = Facts.of("format", "PEM").with("label", block.label()).with("line", line);
            try {
                read(block, facts, finds);
                finds.covered().add(block.from(), block.to());
            } catch (Malformed e) {
                if (claimsCredential(block.label()) && !Mention.of(block, finds.place())) {
                    finds.unreadable(facts, e.reason());
                }
            }
        }
        if (text.whole() && finder.cut().isPresent()) {
            PemBlock block = finder.cut().get();
            cut(block, line + text.newlines(counted, block.from()), finds);
        }
    }

    /// A file that was cut: base64 up to its end.
    private static void cut(PemBlock block, long line, Finds finds) {
        boolean credential = claimsCredential(block.label()) && !Mention.of(block, finds.place());
        if (credential && block.isBase64() && block.to() - block.bodyFrom() >= CUT_MIN) {
            finds.unreadable(
                    Facts.of("line", line),
                    "a PEM block \"" + block.label() + "\" without its end");
        }
    }

    private void read(PemBlock block, Facts facts, Finds finds) throws Malformed {
        if (block.label().startsWith("PGP ") && block.label().endsWith(" KEY BLOCK")) {
            PgpKeys.read(block.armor(), facts, finds);
            return;
        }
        String encryption = block.header("DEK-Info");
        if (!encryption.isEmpty()) {
            structures.encryptedPem(block.decode(), encryption, facts, finds);
            return;
        }
        Bytes content = block.decode();
        switch (block.label()) {
            case "TRUSTED CERTIFICATE" ->
                    // OpenSSL writes what the certificate is trusted for behind it.
                    finds.certificate(first(content), Role.TRUSTED, facts);
            case "OPENSSH PRIVATE KEY" -> {
                OpenSshPrivateKey key = OpenSshPrivateKey.parse(content, passwords.chosen());
                finds.sighted(
                        key.publicKey().credential(), Role.PRIVATE_KEY, facts.with(key.facts()));
            }
            case "RSA PUBLIC KEY" -> finds.publicKey(rsa(content), Role.STORED, facts);
            default -> {
                if (!structures.read(first(content), facts, finds)
                        && claimsCredential(block.label())) {
                    throw new Malformed(
                            "a PEM block \"" + block.label() + "\" that holds something else");
                }
            }
        }
    }

    private static boolean claimsCredential(String label) {
        return label.endsWith("CERTIFICATE")
                || label.endsWith("CERTIFICATE REQUEST")
                || label.endsWith("CRL")
                || label.startsWith("PKCS")
                || label.startsWith("PGP ")
                || label.endsWith("PRIVATE KEY")
                || label.endsWith("PUBLIC KEY");
    }

    private static Bytes first(Bytes content) throws Malformed {
        return Der.read(content.toArray()).encodedBytes();
    }

    private static Bytes rsa(Bytes publicKey) {
        return new DerBuilder()
                .sequence(info -> info.sequence(id -> id.oid(RSA).nothing()).bits(publicKey))
                .toBytes();
    }
}
