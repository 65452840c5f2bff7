package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A distinguished name. The encoding is kept as found; [#matches] compares as RFC 5280 7.1 asks,
/// and [#toString] writes RFC 4514, safe for a terminal.
public final class DistinguishedName {
    /// The name without any attribute.
    public static final DistinguishedName EMPTY =
            new DistinguishedName(Bytes.of(new byte[] {0x30, 0}), List.of());

    /// More relative names than any directory has, few enough to compare at once.
    private static final int MAX_ATTRIBUTES = 4096;

    /// One attribute of a relative name.
    ///
    /// @param tag the ASN.1 type that `value` was written in, for example [Der#UTF8_STRING]
    /// @param value the characters, empty when the value is not a readable character string
    /// @param encoded the value as found, tag and length included
    public record Attribute(Oid type, int tag, Optional<String> value, Bytes encoded) {}

    private final Bytes encoded;
    private final List<List<Attribute>> relativeNames;
    // Computed once when first asked for; a race computes the same value twice.
    private String comparable = "";

    private DistinguishedName(Bytes encoded, List<List<Attribute>> relativeNames) {
        this.encoded = encoded;
        this.relativeNames = relativeNames;
    }

    /// Reads a Name that stands alone.
    public static DistinguishedName parse(Bytes encoded) throws Malformed {
        return decode(Der.read(encoded.toArray()), "Name");
    }

    static DistinguishedName decode(Der element, String what) throws Malformed {
        DerCursor names = element.children(Der.SEQUENCE, what);
        return new DistinguishedName(element.encodedBytes(), relativeNames(names, what));
    }

    /// The name of a relative name alone, as distribution points have it, below `issuer`.
    ///
    /// @param attributes the content of the SET
    public static DistinguishedName below(DistinguishedName issuer, Bytes attributes)
            throws Malformed {
        Bytes content = Der.read(issuer.encoded.toArray()).contentBytes();
        DerBuilder whole = new DerBuilder();
        whole.sequence(names -> names.raw(content).add(Der.SET, attributes));
        return parse(whole.toBytes());
    }

    private static List<List<Attribute>> relativeNames(DerCursor names, String what)
            throws Malformed {
        List<List<Attribute>> read = new ArrayList<>(6);
        int count = 0;
        while (names.hasNext()) {
            List<Attribute> attributes = attributes(names.next(Der.SET, what).children(), what);
            count += attributes.size();
            if (count > MAX_ATTRIBUTES) {
                throw new Malformed(what + ": more than " + MAX_ATTRIBUTES + " attributes");
            }
            read.add(attributes);
        }
        return List.copyOf(read);
    }

    private static List<Attribute> attributes(DerCursor set, String what) throws Malformed {
        List<Attribute> attributes = new ArrayList<>(1);
        while (set.hasNext()) {
            DerCursor pair = set.next(Der.SEQUENCE, what).children();
            Oid type = pair.next(Der.OBJECT_IDENTIFIER, what).oid(what);
            Der value = pair.next();
            pair.end();
            Optional<String> text = DerText.tryDecode(value, what);
            attributes.add(new Attribute(type, value.tag(), text, value.encodedBytes()));
            if (attributes.size() > MAX_ATTRIBUTES) {
                throw new Malformed(what + ": more than " + MAX_ATTRIBUTES + " attributes");
            }
        }
        return List.copyOf(attributes);
    }

    public Bytes encoded() {
        return encoded;
    }

    /// The relative names in encoded order, most general first.
    public List<List<Attribute>> relativeNames() {
        return relativeNames;
    }

    public boolean isEmpty() {
        return relativeNames.isEmpty();
    }

    /// All attributes in encoded order.
    public List<Attribute> attributes() {
        return relativeNames.stream().flatMap(List::stream).toList();
    }

    /// The readable values of one attribute type, in encoded order.
    public List<String> values(Oid type) {
        return attributes().stream()
                .filter(attribute -> attribute.type().equals(type))
                .flatMap(attribute -> attribute.value().stream())
                .toList();
    }

    /// Whether both are the same name by RFC 5280 7.1: attribute by attribute, ignoring case,
    /// string type and superfluous spaces.
    public boolean matches(DistinguishedName other) {
        return encoded.equals(other.encoded) || comparable().equals(other.comparable());
    }

    /// Whether this name stands at or below `base`: the subtree of RFC 5280 4.2.1.10.
    public boolean isWithin(DistinguishedName base) {
        // Each relative name ends with its own mark, so that a prefix of text is a prefix of names.
        return comparable().startsWith(base.comparable());
    }

    /// The text by which names are compared; equal for matching names.
    public String comparable() {
        String known = comparable;
        if (known.isEmpty() && !relativeNames.isEmpty()) {
            known = NamePreparation.comparable(relativeNames);
            comparable = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistinguishedName name && encoded.equals(name.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /// RFC 4514, last relative name first.
    @Override
    public String toString() {
        return NameText.rfc4514(relativeNames);
    }
}
