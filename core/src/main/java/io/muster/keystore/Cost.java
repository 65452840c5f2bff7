package io.muster.keystore;

import io.muster.model.Malformed;

/// What may still be spent on deriving keys from passwords for one container, in rounds of a hash.
///
/// A file chooses its own iteration count, so without a budget a file of 100 bytes can occupy a
/// core for days. Tools in use stay between 1 and 1,000,000 rounds; a round is about a microsecond.
final class Cost {
    /// Rounds that one container may cost, all passwords together.
    static final long ROUNDS_MAX = 4_000_000;

    /// scrypt (RFC 7914) needs 128 · N · r bytes.
    static final long SCRYPT_BYTES_MAX = 64L << 20;

    private long left = ROUNDS_MAX;

    /// Takes `rounds` from the budget.
    ///
    /// @throws Malformed when they are more than is left
    void spend(long rounds) throws Malformed {
        if (rounds < 1 || rounds > left) {
            throw new Malformed("its key derivation costs more than is spent on one file");
        }
        left -= rounds;
    }

    /// Takes what scrypt costs: about N · r · p rounds, and 128 · N · r bytes of memory.
    void spendScrypt(long cost, long blockSize, long parallelism) throws Malformed {
        if (cost > ROUNDS_MAX || blockSize > ROUNDS_MAX || parallelism > ROUNDS_MAX) {
            spend(Long.MAX_VALUE);
        }
        spend(128 * cost * blockSize > SCRYPT_BYTES_MAX ? Long.MAX_VALUE : cost * blockSize);
        spend(cost * blockSize * parallelism);
    }
}
