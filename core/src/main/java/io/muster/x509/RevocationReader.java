package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.ExtensionValue.CrlScope;
import io.muster.x509.ExtensionValue.DistributionPoint;
import io.muster.x509.ExtensionValue.DistributionPointName;
import io.muster.x509.ExtensionValue.IssuingDistributionPoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decodes the extensions about revocation: RFC 5280 4.2.1.13, 5.2 and 5.3.
final class RevocationReader {
    private RevocationReader() {}

    static ExtensionValue distributionPoints(DerCursor content, Faults faults) throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "cRLDistributionPoints");
        return new ExtensionValue.CrlDistributionPoints(points(sequence, faults));
    }

    static ExtensionValue freshestCrl(DerCursor content, Faults faults) throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "freshestCRL");
        return new ExtensionValue.FreshestCrl(points(sequence, faults));
    }

    private static List<DistributionPoint> points(Der sequence, Faults faults) throws Malformed {
        return ExtensionReader.list(
                sequence, "distribution points", element -> point(element, faults));
    }

    private static DistributionPoint point(Der element, Faults faults) throws Malformed {
        DerCursor fields = element.children(Der.SEQUENCE, "distributionPoint");
        Optional<DistributionPointName> name = Optional.empty();
        Set<RevocationReason> reasons = Set.of();
        List<GeneralName> crlIssuer = List.of();
        if (fields.at(Der.explicit(0))) {
            name = Optional.of(pointName(fields.next(), faults));
        }
        if (fields.at(Der.tagged(1))) {
            reasons = reasons(fields.next());
        }
        if (fields.at(Der.explicit(2))) {
            crlIssuer = ExtensionReader.names(fields.next(), faults);
        }
        if (fields.hasNext() || (name.isEmpty() && crlIssuer.isEmpty())) {
            throw new Malformed("distributionPoint: neither a name nor an issuer");
        }
        return new DistributionPoint(name, reasons, crlIssuer);
    }

    private static DistributionPointName pointName(Der explicit, Faults faults) throws Malformed {
        DerCursor choice = explicit.children();
        Der name = choice.next();
        choice.end();
        return switch (name.tag()) {
            case 0xa0 -> new DistributionPointName.FullName(ExtensionReader.names(name, faults));
            case 0xa1 -> new DistributionPointName.RelativeName(name.contentBytes());
            default -> throw new Malformed("distributionPoint: no such form of name");
        };
    }

    private static Set<RevocationReason> reasons(Der bits) throws Malformed {
        long flags = bits.namedBitsContent("reasons");
        Set<RevocationReason> reasons = EnumSet.noneOf(RevocationReason.class);
        for (RevocationReason reason : RevocationReason.values()) {
            if (reason.flag() >= 0 && (flags >> reason.flag() & 1) != 0) {
                reasons.add(reason);
            }
        }
        if (reasons.isEmpty()) {
            throw new Malformed("reasons: none is set");
        }
        return Set.copyOf(reasons);
    }

    static ExtensionValue issuingDistributionPoint(DerCursor content, Faults faults)
            throws Malformed {
        DerCursor fields = content.next(Der.SEQUENCE, "issuingDistributionPoint").children();
        Optional<DistributionPointName> name = Optional.empty();
        Set<CrlScope> scope = EnumSet.noneOf(CrlScope.class);
        Set<RevocationReason> reasons = Set.of();
        while (fields.hasNext()) {
            Der field = fields.next();
            switch (field.tag()) {
                case 0xa0 -> name = Optional.of(pointName(field, faults));
                case 0x81 -> flag(field, CrlScope.ONLY_USER_CERTIFICATES, scope);
                case 0x82 -> flag(field, CrlScope.ONLY_CA_CERTIFICATES, scope);
                case 0x83 -> reasons = reasons(field);
                case 0x84 -> flag(field, CrlScope.INDIRECT_CRL, scope);
                case 0x85 -> flag(field, CrlScope.ONLY_ATTRIBUTE_CERTIFICATES, scope);
                default -> throw new Malformed("issuingDistributionPoint: unknown field");
            }
        }
        return new IssuingDistributionPoint(name, Set.copyOf(scope), reasons);
    }

    private static void flag(Der field, CrlScope meaning, Set<CrlScope> scope) throws Malformed {
        Bytes content = field.contentBytes();
        if (content.size() != 1) {
            throw new Malformed("issuingDistributionPoint: BOOLEAN of a wrong size");
        }
        if (content.at(0) != 0) {
            scope.add(meaning);
        }
    }

    static ExtensionValue crlNumber(DerCursor content, Faults faults) throws Malformed {
        return new ExtensionValue.CrlNumber(content.next().integer("cRLNumber"));
    }

    static ExtensionValue deltaCrlIndicator(DerCursor content, Faults faults) throws Malformed {
        return new ExtensionValue.DeltaCrlIndicator(content.next().integer("baseCRLNumber"));
    }

    static ExtensionValue reasonCode(DerCursor content, Faults faults) throws Malformed {
        int code = content.next(Der.ENUMERATED, "reasonCode").integerUpTo(255, "reasonCode");
        return new ExtensionValue.ReasonCode(
                RevocationReason.of(code)
                        .orElseThrow(() -> new Malformed("reasonCode: no such reason")));
    }

    static ExtensionValue invalidityDate(DerCursor content, Faults faults) throws Malformed {
        return new ExtensionValue.InvalidityDate(content.next().time("invalidityDate"));
    }

    static ExtensionValue certificateIssuer(DerCursor content, Faults faults) throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "certificateIssuer");
        return new ExtensionValue.CertificateIssuer(ExtensionReader.names(sequence, faults));
    }
}
