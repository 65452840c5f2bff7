package io.muster.discovery.tls;

import java.util.Optional;

/// Protocol versions, oldest first.
enum Version {
    SSL_3(0x0300, "SSLv3"),
    TLS_1_0(0x0301, "TLSv1"),
    TLS_1_1(0x0302, "TLSv1.1"),
    TLS_1_2(0x0303, "TLSv1.2"),
    TLS_1_3(0x0304, "TLSv1.3");

    final int code;
    private final String text;

    Version(int code, String text) {
        this.code = code;
        this.text = text;
    }

    static Optional<Version> of(int code) {
        for (Version version : values()) {
            if (version.code == code) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    boolean before(Version other) {
        return compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
