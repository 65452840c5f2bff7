package io.muster.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// A block of addresses in CIDR notation (RFC 4632, RFC 4291): `10.0.0.0/8`, `2001:db8::/32`.
///
/// @param base its first address; bits below the prefix are zero
/// @param prefixLength 0 to 32, or to 128
public record Network(InetAddress base, int prefixLength) {
    private static final Pattern FOUR = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    /// Zeroes the bits of `base` that lie below the prefix.
    public Network {
        byte[] bytes = base.getAddress();
        if (prefixLength < 0 || prefixLength > bytes.length * 8) {
            throw new IllegalArgumentException("a prefix has 0 to " + bytes.length * 8 + " bits");
        }
        for (int bit = prefixLength; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        base = Addresses.of(bytes);
    }

    /// Reads `address/bits`, or an address alone as the block that holds just it.
    ///
    /// @throws IllegalArgumentException when `text` is neither
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        InetAddress base = literal(address).orElseThrow(() -> notNetwork(text));
        int width = base.getAddress().length * 8;
        if (slash < 0) {
            return new Network(base, width);
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}")) {
            throw notNetwork(text);
        }
        return new Network(base, Integer.parseInt(bits));
    }

    private static IllegalArgumentException notNetwork(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no network; write it as 10.0.0.0/8 or 2001:db8::/32");
    }

    /// The address that `text` writes, in dotted or colon form; never asks a resolver. `[…]` is
    /// allowed around IPv6.
    public static Optional<InetAddress> literal(String text) {
        String bare =
                text.startsWith("[") && text.endsWith("]")
                        ? text.substring(1, text.length() - 1)
                        : text;
        boolean four = FOUR.matcher(bare).matches();
        boolean six = bare.contains(":") && SIX.matcher(bare).matches();
        if (!four && !six) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit += 8) {
            int kept = Math.min(8, prefixLength - bit);
            int mask = (0xff << (8 - kept)) & 0xff;
            if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefixLength;
    }

    /// Addresses from bytes of 4 or 16.
    static final class Addresses {
        private Addresses() {}

        static InetAddress of(byte[] bytes) {
            try {
                return InetAddress.getByAddress(bytes);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
            }
        }
    }
}
