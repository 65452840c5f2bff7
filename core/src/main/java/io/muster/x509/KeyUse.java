package io.muster.x509;

/// The bits of keyUsage in their order (RFC 5280 4.2.1.3).
public enum KeyUse {
    DIGITAL_SIGNATURE(0, "digitalSignature"),
    NON_REPUDIATION(1, "nonRepudiation"),
    KEY_ENCIPHERMENT(2, "keyEncipherment"),
    DATA_ENCIPHERMENT(3, "dataEncipherment"),
    KEY_AGREEMENT(4, "keyAgreement"),
    KEY_CERT_SIGN(5, "keyCertSign"),
    CRL_SIGN(6, "cRLSign"),
    ENCIPHER_ONLY(7, "encipherOnly"),
    DECIPHER_ONLY(8, "decipherOnly");

    private final int bit;
    private final String text;

    KeyUse(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    boolean isSetIn(long bits) {
        return (bits >> bit & 1) != 0;
    }

    /// As the standard spells it.
    @Override
    public String toString() {
        return text;
    }
}
