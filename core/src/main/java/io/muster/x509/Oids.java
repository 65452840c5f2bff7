package io.muster.x509;

/// The object identifiers that the code itself asks for. Algorithms are data: see [Algorithms].
public final class Oids {
    public static final Oid COMMON_NAME = new Oid("2.5.4.3");
    public static final Oid EMAIL_ADDRESS = new Oid("1.2.840.113549.1.9.1");
    public static final Oid DOMAIN_COMPONENT = new Oid("0.9.2342.19200300.100.1.25");

    public static final Oid SUBJECT_KEY_IDENTIFIER = new Oid("2.5.29.14");
    public static final Oid KEY_USAGE = new Oid("2.5.29.15");
    public static final Oid SUBJECT_ALT_NAME = new Oid("2.5.29.17");
    public static final Oid ISSUER_ALT_NAME = new Oid("2.5.29.18");
    public static final Oid BASIC_CONSTRAINTS = new Oid("2.5.29.19");
    public static final Oid CRL_NUMBER = new Oid("2.5.29.20");
    public static final Oid REASON_CODE = new Oid("2.5.29.21");
    public static final Oid INVALIDITY_DATE = new Oid("2.5.29.24");
    public static final Oid DELTA_CRL_INDICATOR = new Oid("2.5.29.27");
    public static final Oid ISSUING_DISTRIBUTION_POINT = new Oid("2.5.29.28");
    public static final Oid CERTIFICATE_ISSUER = new Oid("2.5.29.29");
    public static final Oid NAME_CONSTRAINTS = new Oid("2.5.29.30");
    public static final Oid CRL_DISTRIBUTION_POINTS = new Oid("2.5.29.31");
    public static final Oid CERTIFICATE_POLICIES = new Oid("2.5.29.32");
    public static final Oid ANY_POLICY = new Oid("2.5.29.32.0");
    public static final Oid POLICY_MAPPINGS = new Oid("2.5.29.33");
    public static final Oid AUTHORITY_KEY_IDENTIFIER = new Oid("2.5.29.35");
    public static final Oid POLICY_CONSTRAINTS = new Oid("2.5.29.36");
    public static final Oid EXTENDED_KEY_USAGE = new Oid("2.5.29.37");
    public static final Oid ANY_EXTENDED_KEY_USAGE = new Oid("2.5.29.37.0");
    public static final Oid FRESHEST_CRL = new Oid("2.5.29.46");
    public static final Oid INHIBIT_ANY_POLICY = new Oid("2.5.29.54");
    public static final Oid AUTHORITY_INFO_ACCESS = new Oid("1.3.6.1.5.5.7.1.1");
    public static final Oid SUBJECT_INFO_ACCESS = new Oid("1.3.6.1.5.5.7.1.11");
    public static final Oid TLS_FEATURE = new Oid("1.3.6.1.5.5.7.1.24");
    public static final Oid SIGNED_CERTIFICATE_TIMESTAMPS = new Oid("1.3.6.1.4.1.11129.2.4.2");
    public static final Oid PRECERTIFICATE_POISON = new Oid("1.3.6.1.4.1.11129.2.4.3");

    public static final Oid OCSP = new Oid("1.3.6.1.5.5.7.48.1");
    public static final Oid CA_ISSUERS = new Oid("1.3.6.1.5.5.7.48.2");
    public static final Oid SERVER_AUTH = new Oid("1.3.6.1.5.5.7.3.1");
    public static final Oid CLIENT_AUTH = new Oid("1.3.6.1.5.5.7.3.2");
    public static final Oid CODE_SIGNING = new Oid("1.3.6.1.5.5.7.3.3");
    public static final Oid EMAIL_PROTECTION = new Oid("1.3.6.1.5.5.7.3.4");
    public static final Oid TIME_STAMPING = new Oid("1.3.6.1.5.5.7.3.8");
    public static final Oid OCSP_SIGNING = new Oid("1.3.6.1.5.5.7.3.9");

    public static final Oid USER_PRINCIPAL_NAME = new Oid("1.3.6.1.4.1.311.20.2.3");
    public static final Oid SMTP_UTF8_MAILBOX = new Oid("1.3.6.1.5.5.7.8.9");

    /// RFC 10031.
    public static final Oid MAC_ADDRESS = new Oid("1.3.6.1.5.5.7.8.12");

    public static final Oid EXTENSION_REQUEST = new Oid("1.2.840.113549.1.9.14");
    public static final Oid CHALLENGE_PASSWORD = new Oid("1.2.840.113549.1.9.7");

    public static final Oid RSA = new Oid("1.2.840.113549.1.1.1");
    public static final Oid RSASSA_PSS = new Oid("1.2.840.113549.1.1.10");
    public static final Oid DSA = new Oid("1.2.840.10040.4.1");
    public static final Oid EC_PUBLIC_KEY = new Oid("1.2.840.10045.2.1");
    public static final Oid ED25519 = new Oid("1.3.101.112");
    public static final Oid ED448 = new Oid("1.3.101.113");

    /// RFC 9925: the certificate is not signed at all.
    public static final Oid UNSIGNED = new Oid("1.3.6.1.5.5.7.6.36");

    private Oids() {}
}
