package io.muster.spki;

import io.muster.model.Algorithm.Strength;

/// How strong an RSA or DSA key is by the size of its modulus (SP 800-57 part 1, table 2; SP
/// 800-131A).
public final class Modulus {
    private Modulus() {}

    /// The class of an RSA key of `bits` bits.
    public static Strength rsa(int bits) {
        if (bits < 1024) {
            return Strength.BROKEN;
        }
        return bits < 2048 ? Strength.WEAK : Strength.QUANTUM_VULNERABLE;
    }

    /// The class of a DSA key of `bits` bits: none may sign any more (FIPS 186-5).
    public static Strength dsa(int bits) {
        return bits < 1024 ? Strength.BROKEN : Strength.WEAK;
    }

    /// Bits of classical security; the lower step in between, 0 below the table.
    public static int security(int bits) {
        if (bits >= 15_360) {
            return 256;
        }
        if (bits >= 7_680) {
            return 192;
        }
        if (bits >= 3_072) {
            return 128;
        }
        if (bits >= 2_048) {
            return 112;
        }
        return bits >= 1_024 ? 80 : 0;
    }
}
