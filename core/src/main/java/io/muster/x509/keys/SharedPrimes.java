package io.muster.x509.keys;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds RSA moduli that have a prime factor in common. Two such keys are both broken: anybody who
/// sees both computes the factor. 100,000 keys are compared with one another in minutes, by batch
/// gcd over blocks: within a block by one tree, between blocks by the blocks' products.
public final class SharedPrimes {
    /// Bits of one block's product. On the way down numbers half as long again are multiplied; they
    /// just fit a transform of 2^22 limbs.
    private static final long BLOCK_BITS = 54_000_000;

    /// Moduli above this are not looked at; nobody uses them, and they would only cost.
    private static final int MAX_MODULUS_BITS = 16_384;

    private final List<BigInteger> moduli;
    private final BigInteger[] shared;

    private SharedPrimes(List<BigInteger> moduli) {
        this.moduli = moduli;
        this.shared = new BigInteger[moduli.size()];
    }

    /// Groups of moduli, each with one factor in common. Equal moduli count once: that is a key
    /// used twice, not a broken one. Zero, one, negative and oversized numbers are passed over.
    public static List<Group> find(List<BigInteger> keys) {
        Set<BigInteger> distinct = new LinkedHashSet<>();
        for (BigInteger key : keys) {
            if (key.compareTo(BigInteger.ONE) > 0 && key.bitLength() <= MAX_MODULUS_BITS) {
                distinct.add(key);
            }
        }
        if (distinct.size() < 2) {
            return List.of();
        }
        SharedPrimes search = new SharedPrimes(List.copyOf(distinct));
        search.run();
        return search.groups();
    }

    /// @param factor divides every modulus of the group; a secret of all of them
    /// @param moduli at least two
    public record Group(BigInteger factor, List<BigInteger> moduli) {
        public Group {
            moduli = List.copyOf(moduli);
        }

        /// Never the factor: it is the key.
        @Override
        public String toString() {
            return moduli.size() + " keys share a prime factor";
        }
    }

    private void run() {
        List<ProductTree> trees = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        int start = 0;
        long bits = 0;
        for (int i = 0; i < moduli.size(); i++) {
            bits += moduli.get(i).bitLength();
            if (bits >= BLOCK_BITS || i == moduli.size() - 1) {
                trees.add(new ProductTree(moduli.subList(start, i + 1)));
                starts.add(start);
                start = i + 1;
                bits = 0;
            }
        }
        for (int block = 0; block < trees.size(); block++) {
            compare(trees, block, starts.get(block));
        }
    }

    private void compare(List<ProductTree> trees, int block, int start) {
        ProductTree tree = trees.get(block);
        int end = start + tree.size();
        ModulusComparison comparison = new ModulusComparison(moduli.subList(start, end), tree);
        for (int other = 0; other < trees.size(); other++) {
            if (other != block) {
                comparison.holdAgainst(trees.get(other).product());
            }
        }
        List<BigInteger> common = comparison.common();
        for (int i = 0; i < common.size(); i++) {
            shared[start + i] = common.get(i);
        }
    }

    private List<Group> groups() {
        List<Integer> affected = new ArrayList<>();
        for (int i = 0; i < shared.length; i++) {
            if (!shared[i].equals(BigInteger.ONE)) {
                affected.add(i);
            }
        }
        Map<BigInteger, Set<BigInteger>> byFactor = new LinkedHashMap<>();
        for (int i : affected) {
            BigInteger modulus = moduli.get(i);
            if (!shared[i].equals(modulus)) {
                byFactor.computeIfAbsent(shared[i], _ -> new LinkedHashSet<>()).add(modulus);
            } else {
                // Both factors are shared, with different keys: find out with which.
                for (int j : affected) {
                    BigInteger factor = modulus.gcd(moduli.get(j));
                    if (i != j && !factor.equals(BigInteger.ONE)) {
                        Set<BigInteger> group =
                                byFactor.computeIfAbsent(factor, _ -> new LinkedHashSet<>());
                        group.add(modulus);
                        group.add(moduli.get(j));
                    }
                }
            }
        }
        List<Group> groups = new ArrayList<>();
        byFactor.forEach((factor, group) -> {
            if (group.size() > 1) {
                groups.add(new Group(factor, List.copyOf(group)));
            }
        });
        return List.copyOf(groups);
    }
}
