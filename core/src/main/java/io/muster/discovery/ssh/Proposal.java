package io.muster.discovery.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.ssh.Wire;
import io.muster.ssh.WireWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What one side offers: SSH_MSG_KEXINIT (RFC 4253, 7.1).
///
/// @param kex key exchange methods in order of preference
/// @param ciphers from server to client
/// @param macs from server to client
/// @param payload the whole message, which the exchange hash covers
record Proposal(
        List<String> kex,
        List<String> hostKeyAlgorithms,
        List<String> ciphers,
        List<String> macs,
        List<String> compressions,
        Bytes payload) {
    static final int TYPE = 20;

    private static final int COOKIE = 16;
    private static final int NAMES_MAX = 512;
    private static final String STRICT_SERVER = "kex-strict-s-v00@openssh.com";
    private static final String STRICT_CLIENT = "kex-strict-c-v00@openssh.com";

    /// Reads a server's proposal.
    static Proposal parse(Bytes payload) throws Malformed {
        Wire wire = new Wire(payload);
        wire.uint8();
        wire.take(COOKIE);
        List<String> kex = names(wire);
        List<String> hostKeyAlgorithms = names(wire);
        names(wire);
        List<String> ciphers = names(wire);
        names(wire);
        List<String> macs = names(wire);
        names(wire);
        List<String> compressions = names(wire);
        return new Proposal(kex, hostKeyAlgorithms, ciphers, macs, compressions, payload);
    }

    private static List<String> names(Wire wire) throws Malformed {
        String list = wire.text();
        if (list.isEmpty()) {
            return List.of();
        }
        List<String> names = Arrays.asList(list.split(",", NAMES_MAX + 1));
        if (names.size() > NAMES_MAX) {
            throw new Malformed(
                    "the server offers more than " + NAMES_MAX + " algorithms of a kind");
        }
        if (!names.stream().allMatch(name -> name.matches("[!-+\\--~]{1,64}"))) {
            throw new Malformed("the server offers an algorithm whose name is not allowed");
        }
        return List.copyOf(names);
    }

    /// Our answer, with which every negotiation succeeds: exactly one method and the algorithms of
    /// one key type, and of everything else what the server offers itself.
    ///
    /// @param cookie 16 octets
    Bytes answer(String method, List<String> keyAlgorithms, byte[] cookie) {
        WireWriter out =
                new WireWriter()
                        .raw(Bytes.of(new byte[] {TYPE}))
                        .raw(Bytes.of(cookie, 0, COOKIE))
                        .string(method + "," + STRICT_CLIENT)
                        .string(String.join(",", keyAlgorithms));
        Wire theirs = new Wire(payload.slice(1 + COOKIE, payload.size()));
        try {
            theirs.string();
            theirs.string();
            for (int i = 0; i < 6; i++) {
                out.string(theirs.string());
            }
        } catch (Malformed e) {
            throw new IllegalStateException("it was read before", e);
        }
        return out.string("").string("").raw(Bytes.of(new byte[5])).toBytes();
    }

    /// The first of `wanted` that the server offers.
    Optional<Method> method(List<Method> wanted) {
        return wanted.stream().filter(it -> kex.contains(it.wireName())).findFirst();
    }

    /// Could messages be dropped in front of an encrypted session (Terrapin, CVE-2023-48795)? So it
    /// is with ChaCha20-Poly1305, or with CBC and encrypt-then-MAC, unless the server is strict.
    boolean terrapin() {
        boolean exposed =
                ciphers.contains("chacha20-poly1305@openssh.com")
                        || (ciphers.stream().anyMatch(it -> it.endsWith("-cbc"))
                                && macs.stream().anyMatch(it -> it.contains("-etm@")));
        return exposed && !kex.contains(STRICT_SERVER);
    }

    /// The key exchange methods without the words that only signal something.
    List<String> methods() {
        return kex.stream()
                .filter(it -> !it.startsWith("kex-strict-") && !it.startsWith("ext-info-"))
                .toList();
    }
}
