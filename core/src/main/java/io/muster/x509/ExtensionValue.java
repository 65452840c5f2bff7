package io.muster.x509;

import io.muster.model.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What an extension says, decoded. The names are those of RFC 5280 unless another is given.
public sealed interface ExtensionValue {
    record SubjectAltName(List<GeneralName> names) implements ExtensionValue {}

    record IssuerAltName(List<GeneralName> names) implements ExtensionValue {}

    record BasicConstraints(boolean cA, OptionalInt pathLenConstraint) implements ExtensionValue {}

    record KeyUsage(Set<KeyUse> uses) implements ExtensionValue {
        public boolean allows(KeyUse use) {
            return uses.contains(use);
        }
    }

    record ExtendedKeyUsage(List<Oid> purposes) implements ExtensionValue {}

    record SubjectKeyIdentifier(Bytes keyIdentifier) implements ExtensionValue {}

    record AuthorityKeyIdentifier(
            Optional<Bytes> keyIdentifier,
            List<GeneralName> authorityCertIssuer,
            Optional<BigInteger> authorityCertSerialNumber)
            implements ExtensionValue {}

    record NameConstraints(List<GeneralName> permitted, List<GeneralName> excluded)
            implements ExtensionValue {}

    record CertificatePolicies(List<PolicyInformation> policies) implements ExtensionValue {}

    /// @param qualifiers the types of the qualifiers
    record PolicyInformation(Oid policy, List<Oid> qualifiers) {}

    record PolicyMappings(List<PolicyMapping> mappings) implements ExtensionValue {}

    record PolicyMapping(Oid issuerDomainPolicy, Oid subjectDomainPolicy) {}

    record PolicyConstraints(OptionalInt requireExplicitPolicy, OptionalInt inhibitPolicyMapping)
            implements ExtensionValue {}

    record InhibitAnyPolicy(int skipCerts) implements ExtensionValue {}

    record CrlDistributionPoints(List<DistributionPoint> points) implements ExtensionValue {}

    record FreshestCrl(List<DistributionPoint> points) implements ExtensionValue {}

    record AuthorityInfoAccess(List<AccessDescription> descriptions) implements ExtensionValue {}

    record SubjectInfoAccess(List<AccessDescription> descriptions) implements ExtensionValue {}

    record AccessDescription(Oid method, GeneralName location) {}

    /// RFC 6962 3.3: each timestamp as serialised.
    record SignedCertificateTimestamps(List<Bytes> timestamps) implements ExtensionValue {}

    /// RFC 6962 3.1: this is a precertificate, never to be used as a certificate.
    record PrecertificatePoison() implements ExtensionValue {}

    /// RFC 7633; 5 is status_request, "must staple".
    record TlsFeature(List<Integer> features) implements ExtensionValue {}

    record CrlNumber(BigInteger number) implements ExtensionValue {}

    record DeltaCrlIndicator(BigInteger baseCrlNumber) implements ExtensionValue {}

    record IssuingDistributionPoint(
            Optional<DistributionPointName> distributionPoint,
            Set<CrlScope> scope,
            Set<RevocationReason> onlySomeReasons)
            implements ExtensionValue {}

    /// The booleans of an issuing distribution point.
    enum CrlScope {
        ONLY_USER_CERTIFICATES,
        ONLY_CA_CERTIFICATES,
        ONLY_ATTRIBUTE_CERTIFICATES,
        INDIRECT_CRL
    }

    record ReasonCode(RevocationReason reason) implements ExtensionValue {}

    record InvalidityDate(Instant date) implements ExtensionValue {}

    record CertificateIssuer(List<GeneralName> names) implements ExtensionValue {}

    /// An extension that this code does not know.
    record Unknown() implements ExtensionValue {}

    /// A known extension whose content is wrong. It must never be treated as absent.
    record Unreadable(String reason) implements ExtensionValue {}

    /// @param reasons all reasons when empty
    record DistributionPoint(
            Optional<DistributionPointName> name,
            Set<RevocationReason> reasons,
            List<GeneralName> crlIssuer) {}

    sealed interface DistributionPointName {
        record FullName(List<GeneralName> names) implements DistributionPointName {}

        /// @param encoded the SET to append to the issuer's name
        record RelativeName(Bytes encoded) implements DistributionPointName {}
    }
}
