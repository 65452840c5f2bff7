package io.muster.ssh;

import java.math.BigInteger;

/// Blowfish as bcrypt uses it: key schedules, and encryption of one block.
///
/// Its tables are the first 33,344 binary digits of the fraction of pi, so they are computed here
/// and not listed.
final class Blowfish {
    private static final int ROUNDS = 16;
    private static final int P_WORDS = ROUNDS + 2;
    private static final int S_WORDS = 4 * 256;

    private final int[] p = Pi.WORDS.clone();
    private int left;
    private int right;

    /// Mixes `key` and `salt` into the tables (bcrypt's ExpandKey).
    void expand(byte[] salt, byte[] key) {
        mixKey(key);
        left = 0;
        right = 0;
        int offset = 0;
        for (int i = 0; i < p.length; i += 2) {
            left ^= word(salt, offset);
            right ^= word(salt, offset + 4);
            offset = (offset + 8) % salt.length;
            encryptState();
            p[i] = left;
            p[i + 1] = right;
        }
    }

    /// The same without a salt.
    void expand(byte[] key) {
        mixKey(key);
        left = 0;
        right = 0;
        for (int i = 0; i < p.length; i += 2) {
            encryptState();
            p[i] = left;
            p[i + 1] = right;
        }
    }

    /// Encrypts two words of `block`, from `at` on.
    void encrypt(int[] block, int at) {
        left = block[at];
        right = block[at + 1];
        encryptState();
        block[at] = left;
        block[at + 1] = right;
    }

    private void mixKey(byte[] key) {
        int offset = 0;
        for (int i = 0; i < P_WORDS; i++) {
            p[i] ^= word(key, offset);
            offset = (offset + 4) % key.length;
        }
    }

    /// Four bytes from `offset` on, starting over where the array ends.
    private static int word(byte[] bytes, int offset) {
        int word = 0;
        for (int i = 0; i < 4; i++) {
            word = (word << 8) | (bytes[(offset + i) % bytes.length] & 0xff);
        }
        return word;
    }

    private void encryptState() {
        int l = left ^ p[0];
        int r = right;
        for (int i = 1; i <= ROUNDS; i += 2) {
            r ^= mix(l) ^ p[i];
            l ^= mix(r) ^ p[i + 1];
        }
        left = r ^ p[ROUNDS + 1];
        right = l;
    }

    private int mix(int x) {
        int a = p[P_WORDS + (x >>> 24)];
        int b = p[P_WORDS + 256 + ((x >>> 16) & 0xff)];
        int c = p[P_WORDS + 512 + ((x >>> 8) & 0xff)];
        int d = p[P_WORDS + 768 + (x & 0xff)];
        return ((a + b) ^ c) + d;
    }

    /// The fraction of pi in words of 32 bits; computed once, when the first passphrase is tried.
    private static final class Pi {
        static final int[] WORDS = words();

        private static int[] words() {
            int bits = 32 * (P_WORDS + S_WORDS);
            int spare = 64;
            BigInteger one = BigInteger.ONE.shiftLeft(bits + spare);
            // Machin, 1706: pi = 16 arctan(1/5) - 4 arctan(1/239)
            BigInteger pi =
                    arctanOfInverse(5, one)
                            .shiftLeft(4)
                            .subtract(arctanOfInverse(239, one).shiftLeft(2));
            BigInteger fraction =
                    pi.subtract(one.multiply(BigInteger.valueOf(3))).shiftRight(spare);
            int[] words = new int[P_WORDS + S_WORDS];
            for (int i = 0; i < words.length; i++) {
                words[i] = fraction.shiftRight(bits - 32 * (i + 1)).intValue();
            }
            return words;
        }

        private static BigInteger arctanOfInverse(long x, BigInteger one) {
            BigInteger square = BigInteger.valueOf(x * x);
            BigInteger power = one.divide(BigInteger.valueOf(x));
            BigInteger sum = power;
            for (long n = 3; power.signum() != 0; n += 2) {
                power = power.divide(square).negate();
                sum = sum.add(power.divide(BigInteger.valueOf(n)));
            }
            return sum;
        }
    }
}
