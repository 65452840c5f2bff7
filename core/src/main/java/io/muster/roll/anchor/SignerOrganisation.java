package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Identity;
import io.muster.model.PgpKey;
import io.muster.model.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who signs code, documents or time: the organisation that the certificate names, so that a
/// renewal by another authority stays with it. A self-signed certificate proves no organisation;
/// there it counts only together with the key.
///
/// An OpenPGP key signs for the mail address of its first user id.
record SignerOrganisation() implements AnchorRule {
    private static final Set<String> SIGNING =
            Set.of("codeSigning", "timeStamping", "documentSigning");
    private static final Pattern ADDRESS = Pattern.compile("<([^<>\\s]+@[^<>\\s]+)>");

    @Override
    public String name() {
        return "signer-organisation";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        return switch (seen.credential()) {
            case X509Certificate certificate -> certificate(certificate).stream().toList();
            case PgpKey key -> pgp(key).stream().toList();
            case Credential _ -> List.of();
        };
    }

    private Optional<Identity> certificate(X509Certificate certificate) {
        if (certificate.usage().extendedKeyUsage().stream().noneMatch(SIGNING::contains)) {
            return Optional.empty();
        }
        DistinguishedName subject = DistinguishedName.of(certificate.subject());
        String country = subject.first("C").map(it -> ", C=" + it).orElse("");
        return subject.first("O")
                .map(it -> "O=" + it + country)
                .or(() -> subject.first("CN").map(it -> "CN=" + it + country))
                .map(it ->
                        new Identity(
                                new Anchor(
                                        Anchor.Kind.SIGNER,
                                        IssuerRealm.selfSigned(certificate)
                                                ? IssuerRealm.of(certificate)
                                                : "",
                                        Texts.cut(it)),
                                name(),
                                List.of(
                                        "subject " + certificate.subject(),
                                        "extendedKeyUsage "
                                                + String.join(
                                                        " ",
                                                        certificate
                                                                .usage()
                                                                .extendedKeyUsage()
                                                                .stream()
                                                                .sorted()
                                                                .toList()))));
    }

    private Optional<Identity> pgp(PgpKey key) {
        return key.userIds().stream()
                .findFirst()
                .map(userId -> {
                    Matcher address = ADDRESS.matcher(userId);
                    return new Identity(
                            new Anchor(
                                    Anchor.Kind.SIGNER,
                                    "",
                                    Texts.cut(address.find() ? address.group(1) : userId)),
                            name(),
                            List.of("user id " + userId));
                })
                .filter(it -> !it.anchor().name().isBlank());
    }
}
