package io.muster.egress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What an address is for, by the IANA special-purpose registries (RFC 6890), kept as data in
/// `special-purpose.csv`.
///
/// @param use what may be done with it
/// @param name what the registry calls it, for the message
record SpecialPurpose(Use use, String name) {
    private static final SpecialPurpose PUBLIC = new SpecialPurpose(Use.PUBLIC, "public");
    private static final List<Block> REGISTRY = load();

    /// From the freest to the strictest.
    enum Use {
        PUBLIC,
        /// Private and other ranges that mean something inside only.
        INSIDE,
        /// Only when the user wrote that very address: loopback.
        NAMED,
        /// Metadata, link-local, multicast, broadcast, unspecified.
        NEVER
    }

    private record Block(Network network, boolean embeds, SpecialPurpose purpose) {}

    /// The purpose of `address`; for an IPv6 form that carries an IPv4 address, the stricter of the
    /// two.
    static SpecialPurpose of(InetAddress address) {
        for (Block block : REGISTRY) {
            if (block.network.contains(address)) {
                return block.embeds
                        ? stricter(block.purpose, of(carried(block, address)))
                        : block.purpose;
            }
        }
        return PUBLIC;
    }

    private static SpecialPurpose stricter(SpecialPurpose one, SpecialPurpose other) {
        return one.use.compareTo(other.use) >= 0 ? one : other;
    }

    /// 6to4 carries the IPv4 address behind its 16-bit prefix; the other forms in their last 32
    /// bits.
    private static InetAddress carried(Block block, InetAddress address) {
        byte[] bytes = address.getAddress();
        int from = block.network.prefixLength() == 16 ? 2 : 12;
        return Network.Addresses.of(Arrays.copyOfRange(bytes, from, from + 4));
    }

    private static List<Block> load() {
        try (InputStream data = SpecialPurpose.class.getResourceAsStream("special-purpose.csv")) {
            if (data == null) {
                throw new IllegalStateException("special-purpose.csv is missing from the product");
            }
            return new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(SpecialPurpose::block)
                    .sorted(Comparator.comparingInt(block -> -block.network.prefixLength()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Block block(String line) {
        String[] fields = line.split(",", 3);
        Use use =
                switch (fields[1]) {
                    case "never" -> Use.NEVER;
                    case "named" -> Use.NAMED;
                    case "inside" -> Use.INSIDE;
                    case "embeds" -> Use.PUBLIC;
                    default -> throw new IllegalStateException("special-purpose.csv: " + line);
                };
        return new Block(
                Network.parse(fields[0]),
                fields[1].equals("embeds"),
                new SpecialPurpose(use, fields[2]));
    }
}
