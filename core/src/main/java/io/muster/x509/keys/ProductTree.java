package io.muster.x509.keys;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;

/// The products of a list of numbers n_1 ... n_k, pair by pair up to P = n_1 ... n_k, and with them
/// the sum S of P / n_i. Since S mod n_i = P / n_i mod n_i, the factors that n_i shares with the
/// others are gcd(n_i, S mod n_i); no squares are needed (Bernstein's batch gcd has to divide by
/// n_i^2).
///
/// On the way down S / P is carried as a binary fraction, multiplied at each step by the product of
/// the other half, of which only the part behind the point is kept (Bernstein's scaled remainder
/// tree): multiplications instead of divisions.
final class ProductTree {
    /// So many numbers are one leaf; below that plain division is as fast and takes no memory.
    private static final int LEAF = 16;

    /// Fractions have so many bits more than needed. Every level may double an error of one unit.
    private static final int GUARD_BITS = 96;

    private static final int PARALLEL_BITS = 4_000_000;

    private final List<BigInteger> numbers;
    private final Node root;
    private final BigInteger sum;

    private record Node(BigInteger product, int from, int to, List<Node> halves) {}

    private record Fraction(Node node, BigInteger sum) {}

    /// @param numbers positive, at least one
    ProductTree(List<BigInteger> numbers) {
        this.numbers = numbers;
        Fraction whole = new Build(0, numbers.size()).invoke();
        this.root = whole.node();
        this.sum = whole.sum();
    }

    int size() {
        return numbers.size();
    }

    BigInteger product() {
        return root.product();
    }

    /// The sum of P / n_i.
    BigInteger sum() {
        return sum;
    }

    private final class Build extends RecursiveTask<Fraction> {
        private static final long serialVersionUID = 1L;
        private final int from;
        private final int to;

        Build(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Fraction compute() {
            if (to - from <= LEAF) {
                return leaf();
            }
            int middle = (from + to) / 2;
            Build low = new Build(from, middle);
            Build high = new Build(middle, to);
            low.fork();
            Fraction right = high.compute();
            Fraction left = low.join();
            BigInteger p = left.node().product();
            BigInteger q = right.node().product();
            Node node =
                    new Node(
                            LargeNumber.multiply(p, q),
                            from,
                            to,
                            List.of(left.node(), right.node()));
            return new Fraction(node, LargeNumber.sumOfProducts(left.sum(), q, right.sum(), p));
        }

        private Fraction leaf() {
            BigInteger product = BigInteger.ONE;
            BigInteger inner = BigInteger.ZERO;
            for (BigInteger number : numbers.subList(from, to)) {
                inner = inner.multiply(number).add(product);
                product = product.multiply(number);
            }
            return new Fraction(new Node(product, from, to, List.of()), inner);
        }
    }

    /// `value` mod each number.
    ///
    /// @param value less than the product
    BigInteger[] remainders(BigInteger value, BigInteger reciprocal) {
        int bits = root.product().bitLength() + GUARD_BITS;
        BigInteger[] remainders = new BigInteger[numbers.size()];
        BigInteger fraction = LargeNumber.fraction(value, root.product(), reciprocal, GUARD_BITS);
        new Descend(root, fraction, bits, remainders).invoke();
        return remainders;
    }

    private final class Descend extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final transient Node node;
        private final transient BigInteger fraction;
        private final int bits;
        private final transient BigInteger[] remainders;

        Descend(Node node, BigInteger fraction, int bits, BigInteger[] remainders) {
            this.node = node;
            this.fraction = fraction;
            this.bits = bits;
            this.remainders = remainders;
        }

        @Override
        protected void compute() {
            if (node.halves().isEmpty()) {
                leaf();
                return;
            }
            Node low = node.halves().get(0);
            Node high = node.halves().get(1);
            Descend left = half(low, high);
            Descend right = half(high, low);
            if (node.product().bitLength() > PARALLEL_BITS) {
                invokeAll(left, right);
            } else {
                left.compute();
                right.compute();
            }
        }

        private Descend half(Node wanted, Node other) {
            BigInteger product = LargeNumber.multiply(fraction, other.product());
            int wantedBits = wanted.product().bitLength() + GUARD_BITS;
            // The part behind the point, cut to what the half needs.
            BigInteger behind = lowBits(product, bits).shiftRight(bits - wantedBits);
            return new Descend(wanted, behind, wantedBits, remainders);
        }

        private void leaf() {
            BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
            BigInteger rest = fraction.multiply(node.product()).add(half).shiftRight(bits);
            for (int i = node.from(); i < node.to(); i++) {
                remainders[i] = rest.mod(numbers.get(i));
            }
        }
    }

    /// `number` mod 2^`count`, without making the mask.
    private static BigInteger lowBits(BigInteger number, int count) {
        byte[] octets = number.toByteArray();
        int keep = count / 8 + 1;
        if (octets.length <= keep) {
            return number.bitLength() <= count ? number : clearAbove(number, count);
        }
        byte[] low = Arrays.copyOfRange(octets, octets.length - keep, octets.length);
        return clearAbove(new BigInteger(1, low), count);
    }

    private static BigInteger clearAbove(BigInteger number, int count) {
        BigInteger above = number.shiftRight(count);
        return above.signum() == 0 ? number : number.subtract(above.shiftLeft(count));
    }
}
