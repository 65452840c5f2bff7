package io.muster.discovery.tls;

/// Alerts (RFC 8446, 6) in words.
final class Alert {
    static final int CLOSE_NOTIFY = 0;
    static final int UNRECOGNIZED_NAME = 112;

    /// A warning of close_notify: the client leaves, nothing is wrong.
    private static final byte[] GOODBYE = {21, 3, 1, 0, 2, 1, CLOSE_NOTIFY};

    private Alert() {}

    static byte[] goodbye() {
        return GOODBYE.clone();
    }

    static String name(int description) {
        return switch (description) {
            case CLOSE_NOTIFY -> "close_notify";
            case 10 -> "unexpected_message";
            case 20 -> "bad_record_mac";
            case 40 -> "handshake_failure";
            case 42 -> "bad_certificate";
            case 47 -> "illegal_parameter";
            case 48 -> "unknown_ca";
            case 49 -> "access_denied";
            case 50 -> "decode_error";
            case 70 -> "protocol_version";
            case 71 -> "insufficient_security";
            case 80 -> "internal_error";
            case 86 -> "inappropriate_fallback";
            case 109 -> "missing_extension";
            case UNRECOGNIZED_NAME -> "unrecognized_name";
            case 116 -> "certificate_required";
            case 120 -> "no_application_protocol";
            default -> "alert " + description;
        };
    }
}
