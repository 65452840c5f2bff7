package io.muster.contract;

import java.util.Base64;

/// What a scanner must know before it looks: the key under which this server tells secrets apart.
///
/// @param keyId its short public name
/// @param key in base64; as secret as what it protects
public record ScannerKey(String keyId, String key) {

    /// @throws IllegalArgumentException when the key is not base64
    public byte[] bytes() {
        return Base64.getDecoder().decode(key);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "scanner key " + keyId;
    }
}
