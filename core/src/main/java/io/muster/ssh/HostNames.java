package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The first field of a known_hosts line.
public sealed interface HostNames {

    /// Whether the line speaks about `name`, written as [#nameOf] writes it.
    boolean matches(String name);

    /// As `docs/reference/facts.md` names them.
    Facts facts();

    /// How known_hosts writes a host: alone on port 22, `[host]:port` elsewhere, in lower case.
    static String nameOf(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return port == 22 ? name : "[" + name + "]:" + port;
    }

    /// Reads the field.
    static HostNames parse(String field) throws Malformed {
        if (field.startsWith("|")) {
            return Hashed.parse(field);
        }
        if (field.isEmpty()) {
            throw new Malformed("it names no host");
        }
        return new Patterns(List.of(field.split(",", -1)));
    }

    /// Names and patterns: `*` and `?` stand for others, `!` in front excludes.
    record Patterns(List<String> patterns) implements HostNames {
        public Patterns {
            patterns = List.copyOf(patterns);
        }

        @Override
        public boolean matches(String name) {
            String wanted = name.toLowerCase(Locale.ROOT);
            boolean found = false;
            for (String pattern : patterns) {
                boolean negated = pattern.startsWith("!");
                String glob = (negated ? pattern.substring(1) : pattern).toLowerCase(Locale.ROOT);
                if (Glob.matches(glob, wanted)) {
                    if (negated) {
                        return false;
                    }
                    found = true;
                }
            }
            return found;
        }

        @Override
        public Facts facts() {
            return Facts.of("hosts", patterns).with("hashed", false);
        }
    }

    /// One name as HMAC-SHA-1 under a salt: it can be tested, not read. OpenSSH chose SHA-1; nobody
    /// else may.
    record Hashed(Bytes salt, Bytes hash) implements HostNames {

        static Hashed parse(String field) throws Malformed {
            String[] parts = field.split("\\|", -1);
            if (parts.length != 4 || !parts[1].equals("1")) {
                throw new Malformed("its host is hashed in a way that is not known");
            }
            try {
                Bytes salt = Bytes.of(Base64.getDecoder().decode(parts[2]));
                Bytes hash = Bytes.of(Base64.getDecoder().decode(parts[3]));
                if (salt.size() != 20 || hash.size() != 20) {
                    throw new Malformed("salt and hash of its host must have 20 bytes");
                }
                return new Hashed(salt, hash);
            } catch (IllegalArgumentException e) {
                throw new Malformed("the hash of its host is not base64", e);
            }
        }

        @Override
        public boolean matches(String name) {
            try {
                Mac mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(salt.toArray(), "HmacSHA1"));
                byte[] of =
                        mac.doFinal(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
                return MessageDigest.isEqual(of, hash.toArray());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HmacSHA1", e);
            }
        }

        @Override
        public Facts facts() {
            return Facts.of("hashed", true);
        }
    }

    /// Every name of `names` that the line speaks about: how a hashed line is read back from what
    /// the roll already knows.
    default List<String> among(String... names) {
        return Arrays.stream(names).filter(this::matches).toList();
    }
}
