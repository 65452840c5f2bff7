package io.muster.discovery.ssh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A type of host key, with the signature algorithms by which a server offers it.
///
/// @param name of the key format: `ssh-ed25519`, `ssh-rsa`
/// @param algorithms three for RSA (RFC 8332), one for the others
record KeyType(String name, List<String> algorithms) {
    /// More types than OpenSSH has; nobody needs a connection for each of a thousand inventions.
    private static final int TYPES_MAX = 16;

    private static final String CERTIFICATE = "-cert-v01@openssh.com";

    /// The types that a server offers; what is cheap to prove comes first.
    static List<KeyType> offered(List<String> hostKeyAlgorithms) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (String algorithm : hostKeyAlgorithms) {
            byName.computeIfAbsent(format(algorithm), _ -> new ArrayList<>()).add(algorithm);
        }
        return byName.entrySet().stream()
                .map(entry -> new KeyType(entry.getKey(), List.copyOf(entry.getValue())))
                .sorted(Comparator.comparingInt(KeyType::cost))
                .limit(TYPES_MAX)
                .toList();
    }

    private static String format(String algorithm) {
        return switch (algorithm) {
            case "rsa-sha2-256", "rsa-sha2-512" -> "ssh-rsa";
            case "rsa-sha2-256" + CERTIFICATE, "rsa-sha2-512" + CERTIFICATE ->
                    "ssh-rsa" + CERTIFICATE;
            default -> algorithm;
        };
    }

    private int cost() {
        if (name.startsWith("ssh-ed25519")) {
            return 0;
        }
        return name.startsWith("ecdsa-") ? 1 : 2;
    }
}
