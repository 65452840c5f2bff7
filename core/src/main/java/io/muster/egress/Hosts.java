package io.muster.egress;

import java.math.BigInteger;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/// The hosts that one target means.
public sealed interface Hosts {

    /// A host name, in lower case and without a trailing dot.
    record Named(String name) implements Hosts {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The addresses from `first` to `last`, both inclusive and of one family; never held in memory
    /// one by one.
    record Range(InetAddress first, InetAddress last) implements Hosts {
        /// As many as 0.0.0.0/8 has.
        private static final long SIZE_MAX = 1L << 24;

        public Range {
            BigInteger size = number(last).subtract(number(first)).add(BigInteger.ONE);
            if (first.getAddress().length != last.getAddress().length || size.signum() < 1) {
                throw new IllegalArgumentException("a range goes from a lower to a higher address");
            }
            if (size.compareTo(BigInteger.valueOf(SIZE_MAX)) > 0) {
                throw new IllegalArgumentException(
                        "a range has at most 16777216 addresses (a /8); name a smaller network");
            }
        }

        public long size() {
            return number(last).subtract(number(first)).longValueExact() + 1;
        }

        /// The address at `index`, 0 to before [#size()].
        public InetAddress at(long index) {
            byte[] address = first.getAddress();
            long carry = index;
            for (int i = address.length - 1; i >= 0 && carry > 0; i--) {
                carry += address[i] & 0xff;
                address[i] = (byte) carry;
                carry >>= 8;
            }
            return Network.Addresses.of(address);
        }

        public boolean contains(InetAddress address) {
            return address.getAddress().length == first.getAddress().length
                    && number(address).compareTo(number(first)) >= 0
                    && number(address).compareTo(number(last)) <= 0;
        }

        /// `10.0.0.1-10.0.0.20`, or one address.
        @Override
        public String toString() {
            String start = first.getHostAddress();
            return first.equals(last) ? start : start + "-" + last.getHostAddress();
        }

        private static BigInteger number(InetAddress address) {
            return new BigInteger(1, address.getAddress());
        }
    }

    /// Reads a name, an address, a network (`10.0.0.0/24`) or a range (`10.0.0.1-20`,
    /// `10.0.0.1-10.0.1.20`).
    ///
    /// @throws IllegalArgumentException when `text` is none of them
    static Hosts parse(String text) {
        Optional<InetAddress> single = Network.literal(text);
        if (single.isPresent()) {
            return new Range(single.get(), single.get());
        }
        if (text.contains("/")) {
            Network network = Network.parse(text);
            return new Range(network.base(), lastOf(network));
        }
        int dash = text.indexOf('-');
        if (dash > 0) {
            Optional<InetAddress> first = Network.literal(text.substring(0, dash));
            if (first.isPresent()) {
                return new Range(
                        first.get(), rangeEnd(text, first.get(), text.substring(dash + 1)));
            }
        }
        return named(text);
    }

    private static InetAddress lastOf(Network network) {
        byte[] bytes = network.base().getAddress();
        for (int bit = network.prefixLength(); bit < bytes.length * 8; bit++) {
            bytes[bit / 8] |= (byte) (0x80 >> (bit % 8));
        }
        return Network.Addresses.of(bytes);
    }

    private static InetAddress rangeEnd(String text, InetAddress first, String end) {
        if (end.matches("[0-9]{1,3}") && Integer.parseInt(end) <= 255 && !text.contains(":")) {
            byte[] bytes = first.getAddress();
            bytes[3] = (byte) Integer.parseInt(end);
            return Network.Addresses.of(bytes);
        }
        return Network.literal(end)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "\"" + text + "\" is no range; write it as 10.0.0.1-20"));
    }

    private static Named named(String text) {
        String name = ascii(text).toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (!name.matches("[a-z0-9_][a-z0-9_.-]{0,252}")
                || name.contains("..")
                || name.matches("[0-9.]+")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no host name, address or network");
        }
        return new Named(name);
    }

    /// An internationalised name in its wire form, mapped by IDNA 2003 (RFC 3490): the platform
    /// knows no other.
    private static String ascii(String text) {
        try {
            return IDN.toASCII(text);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
