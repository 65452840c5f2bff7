package io.muster.policy.checks;

import static io.muster.policy.checks.EntryDraft.NOW;
import static io.muster.policy.checks.EntryDraft.bytes;

import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.KeyId;
import io.muster.model.Name;
import io.muster.model.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A certificate in the making: a server's, good for 90 days from yesterday, from somebody else's
/// CA.
record CertificateDraft(
        Instant notBefore,
        Instant notAfter,
        List<Name> names,
        Set<String> extendedKeyUsage,
        Algorithm key,
        Algorithm signature,
        boolean authority,
        boolean selfIssued,
        List<String> faults) {

    static CertificateDraft certificate() {
        Instant start = NOW.minus(Duration.ofDays(1));
        return new CertificateDraft(
                start,
                start.plus(Duration.ofDays(90)),
                List.of(new Name.Dns("pay.example.com")),
                Set.of("serverAuth"),
                EntryDraft.P256,
                new Algorithm("ECDSA-with-SHA256", "", "", Strength.QUANTUM_VULNERABLE, 128),
                false,
                false,
                List.of());
    }

    CertificateDraft valid(Instant from, Instant to) {
        return new CertificateDraft(
                from, to, names, extendedKeyUsage, key, signature, authority, selfIssued, faults);
    }

    CertificateDraft named(Name... others) {
        return new CertificateDraft(
                notBefore,
                notAfter,
                List.of(others),
                extendedKeyUsage,
                key,
                signature,
                authority,
                selfIssued,
                faults);
    }

    CertificateDraft usable(String... purposes) {
        return new CertificateDraft(
                notBefore,
                notAfter,
                names,
                Set.of(purposes),
                key,
                signature,
                authority,
                selfIssued,
                faults);
    }

    CertificateDraft with(Algorithm otherKey, Algorithm otherSignature) {
        return new CertificateDraft(
                notBefore,
                notAfter,
                names,
                extendedKeyUsage,
                otherKey,
                otherSignature,
                authority,
                selfIssued,
                faults);
    }

    /// As `openssl req -x509` makes them: self-issued, and a CA's.
    CertificateDraft selfSigned() {
        return new CertificateDraft(
                notBefore, notAfter, names, Set.of(), key, signature, true, true, faults);
    }

    CertificateDraft faulty(String... codes) {
        return new CertificateDraft(
                notBefore,
                notAfter,
                names,
                extendedKeyUsage,
                key,
                signature,
                authority,
                selfIssued,
                List.of(codes));
    }

    X509Certificate build() {
        return new X509Certificate(
                bytes(toString()),
                "CN=pay",
                selfIssued ? "CN=pay" : "CN=Some CA",
                "01",
                names,
                new X509Certificate.Validity(notBefore, notAfter),
                new X509Certificate.Keys(
                        KeyId.ofSpki(bytes("key")),
                        key,
                        signature,
                        Optional.empty(),
                        Optional.empty()),
                new X509Certificate.Usage(authority, Set.of(), extendedKeyUsage, false, selfIssued),
                faults);
    }
}
