package io.muster.x509;

import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.spki.Modulus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known about each algorithm identifier: name, kinds, class and bits. The table is data
/// (`algorithms.tsv` beside this class); an identifier that is not in it is `unknown`, never good.
public final class Algorithms {
    /// One row of the table.
    ///
    /// @param kinds some of `public-key`, `signature`, `kem`, `curve`, `digest`, `cipher`, `kdf`
    /// @param bits classical security in bits, 0 when unknown
    public record Entry(Oid oid, String name, Set<String> kinds, Strength strength, int bits) {}

    private static final Algorithms TABLE = load();

    private final Map<String, Entry> exact = new HashMap<>(256);
    private final List<Entry> prefixes = new ArrayList<>();

    private Algorithms() {}

    /// The row of an identifier, or of the arc it stands under.
    public static Optional<Entry> find(Oid oid) {
        Entry entry = TABLE.exact.get(oid.dotted());
        if (entry != null) {
            return Optional.of(entry);
        }
        return TABLE.prefixes.stream()
                .filter(prefix -> oid.under(prefix.oid().dotted()))
                .findFirst();
    }

    /// The algorithm behind a signature, digest, cipher or key encapsulation identifier; RSASSA-PSS
    /// is named with the digest of its parameters.
    public static Algorithm of(AlgorithmIdentifier identifier) {
        if (identifier.algorithm().equals(Oids.RSASSA_PSS)) {
            return pss(identifier);
        }
        return plain(identifier.algorithm());
    }

    /// The algorithm of a public key, with its size or curve.
    public static Algorithm of(PublicKeyInfo key) {
        Oid oid = key.algorithm().algorithm();
        Algorithm plain = plain(oid);
        if (key.rsa().isPresent()) {
            int size = key.size();
            String parameter = Integer.toString(size);
            return new Algorithm(
                    "RSA", oid.dotted(), parameter, Modulus.rsa(size), Modulus.security(size));
        }
        if (key.curve().isPresent()) {
            Oid curve = key.curve().get();
            Optional<Entry> row = find(curve);
            return new Algorithm(
                    "EC",
                    oid.dotted(),
                    row.map(Entry::name).orElse(curve.dotted()),
                    row.map(Entry::strength).orElse(Strength.UNKNOWN),
                    row.map(Entry::bits).orElse(0));
        }
        if (oid.equals(Oids.EC_PUBLIC_KEY)) {
            return new Algorithm("EC", oid.dotted(), "explicit curve", Strength.WEAK, 0);
        }
        return plain;
    }

    private static Algorithm plain(Oid oid) {
        return find(oid)
                .map(row -> new Algorithm(row.name(), oid.dotted(), "", row.strength(), row.bits()))
                .orElseGet(
                        () -> new Algorithm(oid.dotted(), oid.dotted(), "", Strength.UNKNOWN, 0));
    }

    /// RFC 4055 3.1: the digest is SHA-1 when the parameters do not say another.
    private static Algorithm pss(AlgorithmIdentifier identifier) {
        Oid digest = new Oid("1.3.14.3.2.26");
        try {
            digest = pssDigest(identifier.parameters()).orElse(digest);
        } catch (Malformed e) {
            return new Algorithm("RSASSA-PSS", Oids.RSASSA_PSS.dotted(), "", Strength.UNKNOWN, 0);
        }
        Optional<Entry> row = find(digest);
        boolean good = row.map(found -> found.strength() == Strength.QUANTUM_SAFE).orElse(false);
        return new Algorithm(
                "RSASSA-PSS-" + row.map(Entry::name).orElse(digest.dotted()),
                Oids.RSASSA_PSS.dotted(),
                "",
                good
                        ? Strength.QUANTUM_VULNERABLE
                        : row.map(Entry::strength).orElse(Strength.UNKNOWN),
                row.map(Entry::bits).orElse(0));
    }

    private static Optional<Oid> pssDigest(Bytes parameters) throws Malformed {
        if (parameters.isEmpty()) {
            return Optional.empty();
        }
        DerCursor fields = Der.read(parameters.toArray()).children(Der.SEQUENCE, "RSASSA-PSS");
        if (!fields.at(Der.explicit(0))) {
            return Optional.empty();
        }
        DerCursor hash = fields.next().children();
        return Optional.of(AlgorithmIdentifier.decode(hash.next(), "digest").algorithm());
    }

    private static Algorithms load() {
        Algorithms table = new Algorithms();
        try (InputStream stream = Algorithms.class.getResourceAsStream("algorithms.tsv")) {
            if (stream == null) {
                throw new IllegalStateException("algorithms.tsv is not in the jar");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(table::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private void add(String line) {
        String[] cells = line.split("\t", -1);
        boolean prefix = cells[0].endsWith(".*");
        String dotted = prefix ? cells[0].substring(0, cells[0].length() - 2) : cells[0];
        Entry entry =
                new Entry(
                        new Oid(dotted),
                        cells[1],
                        Set.of(cells[2].split("\\|", -1)),
                        strength(cells[3]),
                        Integer.parseInt(cells[4]));
        if (prefix) {
            prefixes.add(entry);
        } else {
            exact.put(dotted, entry);
        }
    }

    private static Strength strength(String text) {
        for (Strength strength : Strength.values()) {
            if (strength.toString().equals(text)) {
                return strength;
            }
        }
        throw new IllegalStateException("algorithms.tsv: no class " + text);
    }
}
