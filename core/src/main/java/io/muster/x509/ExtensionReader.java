package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.ExtensionValue.AccessDescription;
import io.muster.x509.ExtensionValue.AuthorityKeyIdentifier;
import io.muster.x509.ExtensionValue.BasicConstraints;
import io.muster.x509.ExtensionValue.NameConstraints;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Decodes the extensions of RFC 5280 4.2 and 5.2, RFC 6962 and RFC 7633, one short function each.
final class ExtensionReader {
    /// A path longer than this does not exist; larger numbers mean the same.
    private static final int MAX_SKIP = 1 << 20;

    private static final int MAX_ENTRIES = 65_536;

    private interface Reader {
        ExtensionValue read(DerCursor content, Faults faults) throws Malformed;
    }

    interface Item<T> {
        T read(Der element) throws Malformed;
    }

    private static final Map<Oid, Reader> READERS =
            Map.ofEntries(
                    Map.entry(Oids.SUBJECT_ALT_NAME, ExtensionReader::subjectAltName),
                    Map.entry(Oids.ISSUER_ALT_NAME, ExtensionReader::issuerAltName),
                    Map.entry(Oids.BASIC_CONSTRAINTS, ExtensionReader::basicConstraints),
                    Map.entry(Oids.KEY_USAGE, ExtensionReader::keyUsage),
                    Map.entry(Oids.EXTENDED_KEY_USAGE, ExtensionReader::extendedKeyUsage),
                    Map.entry(Oids.SUBJECT_KEY_IDENTIFIER, ExtensionReader::subjectKeyIdentifier),
                    Map.entry(Oids.AUTHORITY_KEY_IDENTIFIER, ExtensionReader::authorityKey),
                    Map.entry(Oids.NAME_CONSTRAINTS, ExtensionReader::nameConstraints),
                    Map.entry(Oids.CERTIFICATE_POLICIES, PolicyReader::certificatePolicies),
                    Map.entry(Oids.POLICY_MAPPINGS, PolicyReader::policyMappings),
                    Map.entry(Oids.POLICY_CONSTRAINTS, PolicyReader::policyConstraints),
                    Map.entry(Oids.INHIBIT_ANY_POLICY, PolicyReader::inhibitAnyPolicy),
                    Map.entry(Oids.AUTHORITY_INFO_ACCESS, ExtensionReader::authorityInfoAccess),
                    Map.entry(Oids.SUBJECT_INFO_ACCESS, ExtensionReader::subjectInfoAccess),
                    Map.entry(Oids.SIGNED_CERTIFICATE_TIMESTAMPS, ExtensionReader::timestamps),
                    Map.entry(Oids.PRECERTIFICATE_POISON, ExtensionReader::poison),
                    Map.entry(Oids.TLS_FEATURE, ExtensionReader::tlsFeature),
                    Map.entry(Oids.CRL_DISTRIBUTION_POINTS, RevocationReader::distributionPoints),
                    Map.entry(Oids.FRESHEST_CRL, RevocationReader::freshestCrl),
                    Map.entry(
                            Oids.ISSUING_DISTRIBUTION_POINT,
                            RevocationReader::issuingDistributionPoint),
                    Map.entry(Oids.CRL_NUMBER, RevocationReader::crlNumber),
                    Map.entry(Oids.DELTA_CRL_INDICATOR, RevocationReader::deltaCrlIndicator),
                    Map.entry(Oids.REASON_CODE, RevocationReader::reasonCode),
                    Map.entry(Oids.INVALIDITY_DATE, RevocationReader::invalidityDate),
                    Map.entry(Oids.CERTIFICATE_ISSUER, RevocationReader::certificateIssuer));

    private ExtensionReader() {}

    static ExtensionValue read(Oid oid, Der octetString, Faults faults) throws Malformed {
        Reader reader = READERS.get(oid);
        if (reader == null) {
            return new ExtensionValue.Unknown();
        }
        try {
            DerCursor content = octetString.wrapped("extension");
            ExtensionValue value = reader.read(content, faults);
            content.end();
            return value;
        } catch (Malformed e) {
            faults.add(Fault.Kind.UNREADABLE_EXTENSION, oid + ": " + e.reason());
            return new ExtensionValue.Unreadable(e.reason());
        }
    }

    private static ExtensionValue subjectAltName(DerCursor content, Faults faults)
            throws Malformed {
        return new ExtensionValue.SubjectAltName(
                names(content.next(Der.SEQUENCE, "subjectAltName"), faults));
    }

    private static ExtensionValue issuerAltName(DerCursor content, Faults faults) throws Malformed {
        return new ExtensionValue.IssuerAltName(
                names(content.next(Der.SEQUENCE, "issuerAltName"), faults));
    }

    /// GeneralNames, at least one.
    static List<GeneralName> names(Der sequence, Faults faults) throws Malformed {
        List<GeneralName> names =
                list(sequence, "names", element -> GeneralName.decode(element, "name"));
        for (GeneralName name : names) {
            boolean wrong =
                    switch (name) {
                        case GeneralName.DnsName(String host) -> !isAscii(host);
                        case GeneralName.Rfc822Name(String mailbox) -> !isAscii(mailbox);
                        case GeneralName.UniformResourceIdentifier(String uri) -> !isAscii(uri);
                        case GeneralName.IpAddress(Bytes address) ->
                                address.size() != 4 && address.size() != 16;
                        case GeneralName.OtherName _,
                                GeneralName.X400Address _,
                                GeneralName.DirectoryName _,
                                GeneralName.EdiPartyName _,
                                GeneralName.RegisteredId _ ->
                                false;
                    };
            if (wrong) {
                faults.add(Fault.Kind.WRONG_NAME, name.toName().form());
            }
        }
        return names;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e || text.charAt(i) < 0x20) {
                return false;
            }
        }
        return true;
    }

    static <T> List<T> list(Der sequence, String what, Item<T> item) throws Malformed {
        DerCursor elements = sequence.children();
        List<T> items = new ArrayList<>(4);
        while (elements.hasNext()) {
            items.add(item.read(elements.next()));
            if (items.size() > MAX_ENTRIES) {
                throw new Malformed(what + ": more than " + MAX_ENTRIES);
            }
        }
        if (items.isEmpty()) {
            throw new Malformed(what + ": empty, at least one is required");
        }
        return List.copyOf(items);
    }

    private static ExtensionValue basicConstraints(DerCursor content, Faults faults)
            throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "basicConstraints");
        DerCursor fields = sequence.children();
        boolean cA = false;
        if (fields.at(Der.BOOLEAN)) {
            cA = fields.next().bool("cA");
            sequence.note(!cA, Deviation.DEFAULT_VALUE);
        }
        OptionalInt pathLen = OptionalInt.empty();
        if (fields.at(Der.INTEGER)) {
            pathLen = OptionalInt.of(skip(fields.next().integer("pathLenConstraint")));
        }
        fields.end();
        return new BasicConstraints(cA, pathLen);
    }

    static int skip(BigInteger number) throws Malformed {
        if (number.signum() < 0) {
            throw new Malformed("a count below zero");
        }
        return number.bitLength() > 20 ? MAX_SKIP : number.intValue();
    }

    private static ExtensionValue keyUsage(DerCursor content, Faults faults) throws Malformed {
        long bits = content.next().namedBits("keyUsage");
        Set<KeyUse> uses = EnumSet.noneOf(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            if (use.isSetIn(bits)) {
                uses.add(use);
            }
        }
        return new ExtensionValue.KeyUsage(Set.copyOf(uses));
    }

    private static ExtensionValue extendedKeyUsage(DerCursor content, Faults faults)
            throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "extKeyUsage");
        return new ExtensionValue.ExtendedKeyUsage(
                list(sequence, "extKeyUsage", element -> element.oid("extKeyUsage")));
    }

    private static ExtensionValue subjectKeyIdentifier(DerCursor content, Faults faults)
            throws Malformed {
        return new ExtensionValue.SubjectKeyIdentifier(
                content.next(Der.OCTET_STRING, "subjectKeyIdentifier").contentBytes());
    }

    private static ExtensionValue authorityKey(DerCursor content, Faults faults) throws Malformed {
        DerCursor fields = content.next(Der.SEQUENCE, "authorityKeyIdentifier").children();
        Optional<Bytes> keyIdentifier = Optional.empty();
        List<GeneralName> issuer = List.of();
        Optional<BigInteger> serial = Optional.empty();
        if (fields.at(Der.tagged(0))) {
            keyIdentifier = Optional.of(fields.next().contentBytes());
        }
        if (fields.at(Der.explicit(1))) {
            issuer = names(fields.next(), faults);
        }
        if (fields.at(Der.tagged(2))) {
            serial = Optional.of(fields.next().integerContent("authorityCertSerialNumber"));
        }
        fields.end();
        return new AuthorityKeyIdentifier(keyIdentifier, issuer, serial);
    }

    private static ExtensionValue nameConstraints(DerCursor content, Faults faults)
            throws Malformed {
        DerCursor fields = content.next(Der.SEQUENCE, "nameConstraints").children();
        List<GeneralName> permitted = List.of();
        List<GeneralName> excluded = List.of();
        if (fields.at(Der.explicit(0))) {
            permitted = list(fields.next(), "permittedSubtrees", ExtensionReader::subtree);
        }
        if (fields.at(Der.explicit(1))) {
            excluded = list(fields.next(), "excludedSubtrees", ExtensionReader::subtree);
        }
        if (fields.hasNext() || (permitted.isEmpty() && excluded.isEmpty())) {
            throw new Malformed("nameConstraints: neither permitted nor excluded subtrees");
        }
        return new NameConstraints(permitted, excluded);
    }

    private static GeneralName subtree(Der element) throws Malformed {
        DerCursor fields = element.children(Der.SEQUENCE, "subtree");
        GeneralName base = GeneralName.decode(fields.next(), "subtree");
        if (fields.at(Der.tagged(0)) && fields.next().integerContent("minimum").signum() != 0) {
            throw new Malformed("subtree: minimum is not zero (RFC 5280 4.2.1.10)");
        }
        if (fields.hasNext()) {
            throw new Malformed("subtree: maximum is present (RFC 5280 4.2.1.10)");
        }
        return base;
    }

    private static ExtensionValue authorityInfoAccess(DerCursor content, Faults faults)
            throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "authorityInfoAccess");
        return new ExtensionValue.AuthorityInfoAccess(
                list(sequence, "authorityInfoAccess", ExtensionReader::accessDescription));
    }

    private static ExtensionValue subjectInfoAccess(DerCursor content, Faults faults)
            throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "subjectInfoAccess");
        return new ExtensionValue.SubjectInfoAccess(
                list(sequence, "subjectInfoAccess", ExtensionReader::accessDescription));
    }

    private static AccessDescription accessDescription(Der element) throws Malformed {
        DerCursor pair = element.children(Der.SEQUENCE, "accessDescription");
        Oid method = pair.next().oid("accessMethod");
        GeneralName location = GeneralName.decode(pair.next(), "accessLocation");
        pair.end();
        return new AccessDescription(method, location);
    }

    /// SignedCertificateTimestampList: two bytes of length, then timestamps with two bytes each.
    private static ExtensionValue timestamps(DerCursor content, Faults faults) throws Malformed {
        Bytes list = content.next(Der.OCTET_STRING, "SCT list").contentBytes();
        if (list.size() < 2 || (list.at(0) << 8 | list.at(1)) != list.size() - 2) {
            throw new Malformed("SCT list: the length does not fit");
        }
        List<Bytes> timestamps = new ArrayList<>(3);
        int at = 2;
        while (at < list.size()) {
            int length = at + 2 > list.size() ? -1 : list.at(at) << 8 | list.at(at + 1);
            if (length <= 0 || at + 2 + length > list.size()) {
                throw new Malformed("SCT list: a timestamp is cut short");
            }
            timestamps.add(list.slice(at + 2, at + 2 + length));
            at += 2 + length;
        }
        return new ExtensionValue.SignedCertificateTimestamps(List.copyOf(timestamps));
    }

    private static ExtensionValue poison(DerCursor content, Faults faults) throws Malformed {
        Der nothing = content.next(Der.NULL, "precertificate poison");
        if (nothing.length() != 0) {
            throw new Malformed("precertificate poison: NULL with content");
        }
        return new ExtensionValue.PrecertificatePoison();
    }

    private static ExtensionValue tlsFeature(DerCursor content, Faults faults) throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "TLS feature");
        return new ExtensionValue.TlsFeature(
                list(sequence, "TLS feature", number -> number.integerUpTo(65_535, "TLS feature")));
    }
}
