package io.muster.x509;

import io.muster.model.Malformed;
import io.muster.x509.ExtensionValue.PolicyConstraints;
import io.muster.x509.ExtensionValue.PolicyInformation;
import io.muster.x509.ExtensionValue.PolicyMapping;
import java.util.List;
import java.util.OptionalInt;

/// Decodes the extensions about policies: RFC 5280 4.2.1.4, 4.2.1.5, 4.2.1.11 and 4.2.1.14.
final class PolicyReader {
    private PolicyReader() {}

    static ExtensionValue certificatePolicies(DerCursor content, Faults faults) throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "certificatePolicies");
        return new ExtensionValue.CertificatePolicies(
                ExtensionReader.list(
                        sequence, "certificatePolicies", PolicyReader::policyInformation));
    }

    private static PolicyInformation policyInformation(Der element) throws Malformed {
        DerCursor fields = element.children(Der.SEQUENCE, "policy");
        Oid policy = fields.next(Der.OBJECT_IDENTIFIER, "policy").oid("policy");
        List<Oid> qualifiers = List.of();
        if (fields.hasNext()) {
            Der sequence = fields.next(Der.SEQUENCE, "policyQualifiers");
            qualifiers =
                    ExtensionReader.list(
                            sequence,
                            "policyQualifiers",
                            qualifier ->
                                    qualifier
                                            .children(Der.SEQUENCE, "policyQualifier")
                                            .next()
                                            .oid("policyQualifierId"));
        }
        fields.end();
        return new PolicyInformation(policy, qualifiers);
    }

    static ExtensionValue policyMappings(DerCursor content, Faults faults) throws Malformed {
        Der sequence = content.next(Der.SEQUENCE, "policyMappings");
        return new ExtensionValue.PolicyMappings(
                ExtensionReader.list(sequence, "policyMappings", PolicyReader::policyMapping));
    }

    private static PolicyMapping policyMapping(Der element) throws Malformed {
        DerCursor pair = element.children(Der.SEQUENCE, "policyMapping");
        Oid from = pair.next().oid("issuerDomainPolicy");
        Oid to = pair.next().oid("subjectDomainPolicy");
        pair.end();
        return new PolicyMapping(from, to);
    }

    static ExtensionValue policyConstraints(DerCursor content, Faults faults) throws Malformed {
        DerCursor fields = content.next(Der.SEQUENCE, "policyConstraints").children();
        OptionalInt explicit = OptionalInt.empty();
        OptionalInt inhibit = OptionalInt.empty();
        if (fields.at(Der.tagged(0))) {
            explicit =
                    OptionalInt.of(
                            ExtensionReader.skip(
                                    fields.next().integerContent("policyConstraints")));
        }
        if (fields.at(Der.tagged(1))) {
            inhibit =
                    OptionalInt.of(
                            ExtensionReader.skip(
                                    fields.next().integerContent("policyConstraints")));
        }
        if (fields.hasNext() || (explicit.isEmpty() && inhibit.isEmpty())) {
            throw new Malformed("policyConstraints: says nothing (RFC 5280 4.2.1.11)");
        }
        return new PolicyConstraints(explicit, inhibit);
    }

    static ExtensionValue inhibitAnyPolicy(DerCursor content, Faults faults) throws Malformed {
        return new ExtensionValue.InhibitAnyPolicy(
                ExtensionReader.skip(content.next().integer("inhibitAnyPolicy")));
    }
}
