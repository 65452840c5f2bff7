package io.muster.roll;

import io.muster.discovery.Observation;
import io.muster.model.CredentialId;
import io.muster.model.Malformed;
import io.muster.x509.Certificate;
import io.muster.x509.CertificateList;
import io.muster.x509.RevocationReason;
import io.muster.x509.RevokedCertificate;
import io.muster.x509.SignatureCheck;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which certificates are revoked, by the lists that this run saw (RFC 5280, 5). A list counts when
/// an authority that was seen has signed it; each list is gone through once.
final class Revocations {
    private final Chains chains;
    private final Map<BigInteger, List<Issued>> bySerialNumber = new HashMap<>();
    private final Map<CredentialId, Instant> revoked = new HashMap<>();
    private final List<Observation.Unreadable> unreadable = new ArrayList<>();

    private record Issued(CredentialId id, Certificate certificate) {}

    Revocations(Chains chains, Collection<Observation.RevocationList> lists) {
        this.chains = chains;
        if (lists.isEmpty()) {
            return;
        }
        chains.certificates()
                .forEach((id, it) ->
                        bySerialNumber
                                .computeIfAbsent(it.serialNumber(), _ -> new ArrayList<>(1))
                                .add(new Issued(id, it)));
        lists.forEach(this::read);
    }

    /// When each revoked certificate was.
    Map<CredentialId, Instant> revoked() {
        return Map.copyOf(revoked);
    }

    /// The lists that could not be read, or whose signature is not their issuer's.
    List<Observation.Unreadable> unreadable() {
        return List.copyOf(unreadable);
    }

    private void read(Observation.RevocationList found) {
        try {
            CertificateList list = CertificateList.parse(found.der().toArray());
            List<Certificate> issuers = chains.authoritiesNamed(list.issuer());
            if (issuers.stream().anyMatch(it -> signed(list, it))) {
                list.forEach(it -> note(list, it));
            } else if (!issuers.isEmpty()) {
                unreadable.add(
                        new Observation.Unreadable(
                                found.place(),
                                "a revocation list that none of its issuer's keys has signed;"
                                        + " it is not believed"));
            }
        } catch (Malformed e) {
            unreadable.add(new Observation.Unreadable(found.place(), e.reason()));
        }
    }

    private static boolean signed(CertificateList list, Certificate issuer) {
        return SignatureCheck.verify(
                        list.signatureAlgorithm(),
                        issuer.publicKey(),
                        list.content(),
                        list.signature())
                == SignatureCheck.Answer.VALID;
    }

    private void note(CertificateList list, RevokedCertificate entry) {
        for (Issued one : bySerialNumber.getOrDefault(entry.serialNumber(), List.of())) {
            boolean its =
                    entry.certificateIssuer()
                            .orElse(list.issuer())
                            .matches(one.certificate().issuer());
            if (its && entry.reason() != RevocationReason.REMOVE_FROM_CRL) {
                revoked.merge(
                        one.id(),
                        entry.revocationDate(),
                        (first, second) -> first.isBefore(second) ? first : second);
            }
        }
    }
}
