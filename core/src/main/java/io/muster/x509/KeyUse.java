package io.muster.x509;

/// The bits of keyUsage in their order (RFC 5280 4.2.1.3).
public enum KeyUse {
    DIGITAL_SIGNATURE("digitalSignature"),
    NON_REPUDIATION("nonRepudiation"),
    KEY_ENCIPHERMENT("keyEncipherment"),
    DATA_ENCIPHERMENT("dataEncipherment"),
    KEY_AGREEMENT("keyAgreement"),
    KEY_CERT_SIGN("keyCertSign"),
    CRL_SIGN("cRLSign"),
    ENCIPHER_ONLY("encipherOnly"),
    DECIPHER_ONLY("decipherOnly");

    private final String text;

    KeyUse(String text) {
        this.text = text;
    }

    /// As the standard spells it.
    @Override
    public String toString() {
        return text;
    }
}
