package io.muster.x509.keys;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// RSA moduli that are new, held against one another and against products of moduli that were known
/// before. What a modulus has in common with any of them is a prime or two, and both keys are
/// broken.
///
/// Of what was known only products are wanted, one after another: memory is that of the new moduli
/// and of one product. One modulus of 2048 bits is held against the product of 4,096 such moduli in
/// some ten milliseconds; thousands of new ones take a fraction of that each.
///
/// Not safe for use by several threads.
public final class ModulusComparison {
    private final List<BigInteger> moduli;
    private final ProductTree tree;
    private final BigInteger product;
    private final BigInteger reciprocal;

    /// The sum of P / n_i, then times everything that the moduli were held against, mod P.
    private BigInteger value;

    /// @param moduli above 1, at least one; one that is there twice has itself in common
    public ModulusComparison(List<BigInteger> moduli) {
        this(List.copyOf(moduli), new ProductTree(moduli));
    }

    ModulusComparison(List<BigInteger> moduli, ProductTree tree) {
        this.moduli = moduli;
        this.tree = tree;
        this.product = tree.product();
        this.reciprocal = LargeNumber.reciprocal(product);
        this.value = reduced(tree.sum());
    }

    /// Of all new moduli: what those that come later are held against.
    public BigInteger product() {
        return product;
    }

    /// @param known product of moduli; a new one among them has itself in common with it
    public void holdAgainst(BigInteger known) {
        value = LargeNumber.mod(LargeNumber.multiply(value, reduced(known)), product, reciprocal);
    }

    /// What each modulus has in common with the others and with everything known, in their order: 1
    /// where it is nothing, a prime, or the modulus itself when it has both primes in common or was
    /// known.
    public List<BigInteger> common() {
        BigInteger[] remainders = tree.remainders(value, reciprocal);
        List<BigInteger> common = new ArrayList<>(remainders.length);
        for (int i = 0; i < remainders.length; i++) {
            common.add(moduli.get(i).gcd(remainders[i]));
        }
        return common;
    }

    /// Division by blocks of the product's own length, so that all multiplications are of numbers
    /// alike in length, at which they are fast.
    private BigInteger reduced(BigInteger number) {
        int size = product.bitLength();
        if (number.bitLength() <= 2 * size) {
            return number.compareTo(product) < 0
                    ? number
                    : LargeNumber.mod(number, product, reciprocal);
        }
        byte[] octets = number.toByteArray();
        int block = Math.max(1, size / Byte.SIZE);
        int first = octets.length % block;
        BigInteger rest = new BigInteger(1, octets, 0, first).mod(product);
        for (int at = first; at < octets.length; at += block) {
            BigInteger next =
                    rest.shiftLeft(block * Byte.SIZE).add(new BigInteger(1, octets, at, block));
            rest = LargeNumber.mod(next, product, reciprocal);
        }
        return rest;
    }
}
