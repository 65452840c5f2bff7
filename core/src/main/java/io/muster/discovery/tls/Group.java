package io.muster.discovery.tls;

import java.util.Optional;

/// Groups of the key exchange that are asked about (RFC 8446, 4.2.7; RFC 10024), preferred first.
enum Group {
    X25519MLKEM768(0x11ec, "X25519MLKEM768"),
    SECP256R1MLKEM768(0x11eb, "SecP256r1MLKEM768"),
    SECP384R1MLKEM1024(0x11ed, "SecP384r1MLKEM1024"),
    MLKEM768(0x0201, "MLKEM768"),
    MLKEM1024(0x0202, "MLKEM1024"),
    X25519(29, "x25519"),
    SECP256R1(23, "secp256r1"),
    SECP384R1(24, "secp384r1"),
    SECP521R1(25, "secp521r1"),
    X448(30, "x448");

    final int code;
    private final String text;

    Group(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /// Does it keep a recorded conversation from a later quantum computer?
    boolean postQuantum() {
        return switch (this) {
            case X25519MLKEM768, SECP256R1MLKEM768, SECP384R1MLKEM1024, MLKEM768, MLKEM1024 -> true;
            case X25519, SECP256R1, SECP384R1, SECP521R1, X448 -> false;
        };
    }

    static Optional<Group> of(int code) {
        for (Group group : values()) {
            if (group.code == code) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
