package io.muster.inventory.credentials;

import io.muster.inventory.query.Folded;
import io.muster.model.AgeKey;
import io.muster.model.Algorithm;
import io.muster.model.Credential;
import io.muster.model.JsonWebKey;
import io.muster.model.ManagedKey;
import io.muster.model.Name;
import io.muster.model.PgpKey;
import io.muster.model.PublicKey;
import io.muster.model.SealedContainer;
import io.muster.model.Secret;
import io.muster.model.SshCertificate;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What lists show of a credential and search it by, worked out once.
///
/// @param title what people would call it
/// @param folded title, names, issuer and serial number, as they are searched
public record Headline(
        String title, String folded, String subject, String issuer, String serialNumber) {
    private static final int TITLE_MAX = 200;
    private static final int FOLDED_MAX = 2000;
    private static final int NAMES_MAX = 50;
    private static final Pattern DIGITS = Pattern.compile("\\d{2,5}");

    public static Headline of(Credential credential) {
        return switch (credential) {
            case X509Certificate it -> certificate(it);
            case SshCertificate it ->
                    of(
                            it.keyIdentity().isEmpty() ? it.keyType() : it.keyIdentity(),
                            it.keyIdentity(),
                            short256(it.signer()),
                            it.serial(),
                            String.join(" ", it.principals()));
            case SshKey it -> of(it.keyType() + " " + short256(it));
            case PublicKey it -> of(it.publicKey().label() + " key " + short256(it));
            case PgpKey it ->
                    of(
                            it.userIds().isEmpty() ? it.pgpFingerprint() : it.userIds().getFirst(),
                            "",
                            "",
                            it.pgpFingerprint(),
                            String.join(" ", it.userIds()));
            case AgeKey it -> of(it.recipient());
            case JsonWebKey it -> of(it.kid().isEmpty() ? it.kty() + " " + short256(it) : it.kid());
            case Secret it -> of(it.kind() + " " + it.publicId().orElse(it.masked()));
            case ManagedKey it -> of((it.resource() + " " + it.version()).strip());
            case SealedContainer it -> of("locked " + it.format() + " " + short256(it));
        };
    }

    private static Headline certificate(X509Certificate it) {
        StringJoiner names = new StringJoiner(" ");
        it.subjectAltNames().stream().limit(NAMES_MAX).map(Name::text).forEach(names::add);
        String first =
                it.subjectAltNames().isEmpty()
                        ? it.subject()
                        : it.subjectAltNames().getFirst().text();
        String title = Optional.of(first).filter(text -> !text.isEmpty()).orElse(it.serialNumber());
        return of(title, it.subject(), it.issuer(), it.serialNumber(), names.toString());
    }

    private static Headline of(String title) {
        return of(title, "", "", "", "");
    }

    private static Headline of(
            String title, String subject, String issuer, String serialNumber, String names) {
        StringJoiner words = new StringJoiner("\n");
        for (String word : new String[] {title, names, subject, issuer, serialNumber}) {
            boolean first = words.length() == 0;
            if (first || (!word.isEmpty() && !word.equals(title))) {
                words.add(word);
            }
        }
        return new Headline(
                cut(title, TITLE_MAX),
                cut(Folded.of(words.toString()), FOLDED_MAX),
                subject,
                issuer,
                serialNumber);
    }

    /// The size of a key in bits, as people speak of it; 0 when it has none.
    public static long bits(Algorithm algorithm) {
        Matcher digits = DIGITS.matcher(algorithm.parameter());
        return digits.find() ? Long.parseLong(digits.group()) : 0;
    }

    /// The first digits of a fingerprint: enough to tell two apart in a list.
    private static String short256(Credential credential) {
        return credential.fingerprint().digest().toHex().substring(0, 16);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
