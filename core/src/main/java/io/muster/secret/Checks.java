package io.muster.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/// The offline checks that many detectors share.
final class Checks {
    private static final String BASE62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CRC_LENGTH = 6;
    private static final double RANDOM_BITS_MIN = 2.2;
    private static final int VARIED_DIGITS = 8;

    /// A shape that nothing else has.
    static final Check SHAPE = plausible(Proof.high("nothing else has this shape"));

    /// A shape that other things may have, too.
    static final Check WEAK_SHAPE =
            plausible(Proof.medium("it has this shape, as other values may"));

    /// The name that it is given says whose it is.
    static final Check NAMED =
            value -> {
                if (Words.coverage(value) > 0.8 || Doubt.entropy(value) < RANDOM_BITS_MIN) {
                    return Check.refused("it looks typed, not generated");
                }
                return plausible(Proof.medium("the name it is given and its shape fit"))
                        .judge(value);
            };

    /// As [#NAMED]. A UUID that counts is told all the same, as unlikely: the name is that of an
    /// issuer whose keys are UUIDs, and people use keys that they typed in tests and beyond.
    static final Check NAMED_UUID =
            value -> {
                Check.Verdict verdict = NAMED.judge(value);
                boolean varied = value.chars().distinct().count() > VARIED_DIGITS;
                return verdict instanceof Check.Verdict.Refused
                                && varied
                                && !Doubt.isPlaceholder(value)
                                && !KnownExamples.contain(value)
                        ? Check.found(Proof.low("the name it is given fits, but it counts"))
                        : verdict;
            };

    /// The token ends in the CRC-32 of what stands before it, in base 62, padded with zeros to six
    /// (GitHub, npm: github.blog, "Behind GitHub's new authentication token formats", 2021-04-05).
    static final Check CRC32_BASE62 =
            value -> {
                int body = value.indexOf('_') + 1;
                int end = value.length() - CRC_LENGTH;
                if (value.substring(end).equals(base62(crc32(value.substring(body, end))))) {
                    return Check.found(Proof.certain("its checksum (CRC-32) is right"));
                }
                return orDoubt(
                        value,
                        Proof.low(
                                "its shape fits, but its checksum is wrong: damaged, "
                                        + "or an example"));
            };

    /// GitLab's routable tokens end in the CRC-32 of all before it, in base 36, seven digits.
    static final Check CRC32_BASE36 =
            value -> {
                int end = value.length() - 7;
                String expected = Long.toString(crc32(value.substring(0, end)), 36);
                String padded = "0".repeat(7 - expected.length()) + expected;
                if (value.substring(end).equals(padded)) {
                    return Check.found(Proof.certain("its checksum (CRC-32) is right"));
                }
                return orDoubt(
                        value,
                        Proof.low(
                                "its shape fits, but its checksum is wrong: damaged, "
                                        + "or an example"));
            };

    /// The value is proved by the literal that its issuer puts inside.
    static final Check SIGNED = plausible(Proof.high("its issuer's mark is inside"));

    /// The fixed start of a Bedrock key decodes to the name of the service.
    static final Check BEDROCK =
            value ->
                    value.startsWith("ABSKQmVkcm9ja0FQSUtleS")
                            ? Check.found(Proof.certain("it decodes to the name of the service"))
                            : Check.refused("it does not decode to the name of the service");

    /// Microsoft Entra puts `nQ~` at the fourth place; the rest is random.
    static final Check ENTRA = random(3.0, Proof.high("the issuer's mark is at its place"));

    static final Check CONNECTION = random(3.0, Proof.high("a connection string carries it"));

    static final Check OPENAI = random(3.5, Proof.high("its issuer's mark is inside"));

    static final Check TWITTER = random(3.8, Proof.high("nothing else has this shape"));

    /// Capital letters alone are a word in a message, not a key.
    static final Check OCTOPUS =
            value ->
                    value.chars().anyMatch(it -> it >= '0' && it <= '9')
                            ? random(3.0, Proof.high("nothing else has this shape")).judge(value)
                            : Check.refused("it is text in capitals");

    /// The numbers of workspace and user are long, the last part is random.
    static final Check SLACK =
            value -> {
                String last = value.substring(value.lastIndexOf('-') + 1);
                boolean digits = last.chars().anyMatch(it -> it >= '0' && it <= '9');
                return digits
                        ? random(2.5, Proof.high("its prefix and parts are those of Slack"))
                                .judge(value)
                        : Check.refused("its last part is a word");
            };

    /// The first part of a Discord token is the number of the bot, in base64.
    static final Check DISCORD =
            value -> {
                Optional<String> number = base64(value.substring(0, value.indexOf('.')));
                return number.isPresent()
                                && number.get().chars().allMatch(it -> it >= '0' && it <= '9')
                        ? Check.found(Proof.certain("it decodes to the number of a bot"))
                        : Check.refused("it does not decode to the number of a bot");
            };

    /// Anything goes: the structure has looked already.
    static final Check STRUCTURE =
            _ -> Check.found(Proof.medium("it stands where a secret stands"));

    private Checks() {}

    /// Found, unless it is an example or a placeholder.
    static Check plausible(Proof proof) {
        return value -> orDoubt(value, proof);
    }

    /// Found, unless it is an example or less random than `bits` per character.
    static Check random(double bits, Proof proof) {
        return value ->
                Doubt.entropy(value) < bits
                        ? Check.refused("it is not random enough")
                        : orDoubt(value, proof);
    }

    private static Check.Verdict orDoubt(String value, Proof proof) {
        Optional<String> doubt = Doubt.about(value);
        return doubt.isPresent() ? Check.refused(doubt.get()) : Check.found(proof);
    }

    static Check.Verdict identified(Proof proof, String publicIdentifier) {
        return new Check.Verdict.Found(proof, publicIdentifier);
    }

    static long crc32(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return crc.getValue();
    }

    static String base62(long number) {
        var digits = new StringBuilder();
        for (long rest = number; rest > 0; rest /= 62) {
            digits.append(BASE62.charAt((int) (rest % 62)));
        }
        while (digits.length() < CRC_LENGTH) {
            digits.append('0');
        }
        return digits.reverse().toString();
    }

    /// Base64 in either alphabet, with or without padding; empty when it is none.
    static Optional<String> base64(String text) {
        String plain = text.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
        try {
            byte[] bytes = Base64.getDecoder().decode(plain);
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
