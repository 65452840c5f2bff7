package io.muster.x509.path;

import io.muster.x509.Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Decides whether a certificate is valid, looking for a path to one of the trust anchors.
///
/// `new PathValidator(anchors, intermediates).validate(certificate, Requirements.at(now, RFC5280))`
///
/// Anchors are certificates, and are held to their own validity, constraints and extensions like
/// any CA; they need not be self-signed. Immutable and safe to share between threads.
public final class PathValidator {
    private final CertificatePool anchors;
    private final CertificatePool intermediates;

    public PathValidator(Collection<Certificate> anchors, Collection<Certificate> intermediates) {
        this.anchors = new CertificatePool(anchors);
        this.intermediates = new CertificatePool(intermediates);
    }

    public Validation validate(Certificate certificate, Requirements requirements) {
        Search search = new Search(requirements, new Budget(requirements.limits()));
        try {
            return search.find(certificate, Role.END_ENTITY);
        } catch (Rejected e) {
            return e.toInvalid();
        }
    }

    /// What the certificate at the end of the path is for.
    enum Role {
        END_ENTITY,
        LIST_SIGNER
    }

    /// One validation: its budget, the signatures checked so far, and the list signers that are
    /// being validated, because a list may be signed by a key whose certificate it covers itself.
    final class Search {
        private final Requirements requirements;
        private final Budget budget;
        private final SignatureMemory signatures;
        private final Set<Certificate> listSigners = new HashSet<>();

        Search(Requirements requirements, Budget budget) {
            this.requirements = requirements;
            this.budget = budget;
            this.signatures = new SignatureMemory(budget);
        }

        Validation.Valid find(Certificate certificate, Role role) throws Rejected {
            return new PathBuilder(this, certificate, role).build();
        }

        Requirements requirements() {
            return requirements;
        }

        Budget budget() {
            return budget;
        }

        SignatureMemory signatures() {
            return signatures;
        }

        CertificatePool anchors() {
            return anchors;
        }

        CertificatePool intermediates() {
            return intermediates;
        }

        /// Certificates whose right to sign lists is being decided further up.
        Set<Certificate> listSigners() {
            return listSigners;
        }
    }
}
