package io.muster.discovery.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A cipher suite of the IANA registry, from `cipher-suites.csv`.
///
/// @param code two octets on the wire
/// @param name as the registry spells it; its parts say what the suite is made of
record CipherSuite(int code, String name) {
    private static final Map<Integer, CipherSuite> REGISTRY = load();

    /// Nobody should still accept these: no or 40 to 64-bit encryption, RC4, 3DES, no
    /// authentication.
    static final List<CipherSuite> WEAK = select(CipherSuite::weak);

    /// TLS 1.3, whichever certificate signs.
    static final List<CipherSuite> TLS_1_3 = select(suite -> suite.code >> 8 == 0x13);

    /// For an RSA certificate. Key transport comes first: the server need not sign to show its
    /// certificate.
    static final List<CipherSuite> RSA =
            Stream.of("TLS_RSA_", "TLS_ECDHE_RSA_", "TLS_DHE_RSA_")
                    .flatMap(CipherSuite::sound)
                    .toList();

    /// For an ECDSA certificate.
    static final List<CipherSuite> ECDSA = sound("TLS_ECDHE_ECDSA_").toList();

    /// For a DSA certificate.
    static final List<CipherSuite> DSS = sound("TLS_DHE_DSS_").toList();

    /// The suite of `code`, named by its number where the registry here does not know it.
    static CipherSuite of(int code) {
        CipherSuite known = REGISTRY.get(code);
        return known == null
                ? new CipherSuite(code, String.format(Locale.ROOT, "0x%04X", code))
                : known;
    }

    boolean weak() {
        return name.contains("_NULL_")
                || name.contains("_EXPORT_")
                || name.contains("_RC4_")
                || name.contains("_DES_")
                || name.contains("_3DES_")
                || name.contains("_anon_");
    }

    /// Which key type a certificate must have for it: `RSA`, `ECDSA`; empty when any, or none, will
    /// do.
    String certificateType() {
        if (name.startsWith("TLS_ECDHE_ECDSA_")) {
            return "ECDSA";
        }
        boolean rsa =
                name.startsWith("TLS_RSA_")
                        || name.startsWith("TLS_ECDHE_RSA_")
                        || name.startsWith("TLS_DHE_RSA_");
        return rsa ? "RSA" : "";
    }

    /// The digest of the key schedule in TLS 1.3.
    Digest digest() {
        return name.endsWith("_SHA384") ? Digest.SHA_384 : Digest.SHA_256;
    }

    private static Stream<CipherSuite> sound(String prefix) {
        return select(suite -> suite.name.startsWith(prefix) && !suite.weak()).stream();
    }

    private static List<CipherSuite> select(Predicate<CipherSuite> wanted) {
        return REGISTRY.values().stream().filter(wanted).toList();
    }

    private static Map<Integer, CipherSuite> load() {
        try (InputStream data = CipherSuite.class.getResourceAsStream("cipher-suites.csv")) {
            if (data == null) {
                throw new IllegalStateException("cipher-suites.csv is missing from the product");
            }
            Map<Integer, CipherSuite> suites = new TreeMap<>();
            new BufferedReader(new InputStreamReader(data, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", 2))
                    .map(fields -> new CipherSuite(Integer.parseInt(fields[0], 16), fields[1]))
                    .forEach(suite -> suites.put(suite.code, suite));
            return suites;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
