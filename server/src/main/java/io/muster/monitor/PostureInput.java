package io.muster.monitor;

import static io.muster.monitor.PostureAxis.AUTOMATION;
import static io.muster.monitor.PostureAxis.COMPLIANCE;
import static io.muster.monitor.PostureAxis.CRYPTOGRAPHY;
import static io.muster.monitor.PostureAxis.OWNERSHIP;
import static io.muster.monitor.PostureAxis.POST_QUANTUM;
import static io.muster.monitor.PostureAxis.REVOCATION;
import static io.muster.monitor.PostureAxis.ROTATION;
import static io.muster.monitor.PostureAxis.VISIBILITY;
import static io.muster.monitor.PostureAxis.ZERO_TRUST;

import io.muster.monitor.ProgramMetric.Rows;
import java.util.Arrays;
import java.util.Optional;

/// What an axis of the posture is made of: a share of something that is good, with the rows that
/// are not. "In use" is what is there, ours, not superseded and not revoked.
public enum PostureInput {
    PLACES_SEEN(
            "places-seen",
            VISIBILITY,
            "Of the places where something is, those that a source saw within its time.",
            new Rows("credentials", "overdue:yes"),
            "No place is known yet."),
    DECLARED_FOUND(
            "declared-found",
            VISIBILITY,
            "Of what teams declare to have, what was found.",
            Rows.NONE,
            "Nobody has declared anything: upload a list of what you believe to have."),
    OWNED(
            "owned",
            OWNERSHIP,
            "Of the machine identities, those that a team owns.",
            new Rows("identities", "owner:none foreign:no"),
            "No machine identity is known yet."),
    CLASSIFIED(
            "classified",
            OWNERSHIP,
            "Of the machine identities, those of which somebody or a rule says how critical they are.",
            new Rows("identities", "criticality:none"),
            "No machine identity is known yet."),
    SHORT_LIVED(
            "short-lived",
            AUTOMATION,
            "Of the certificates in use that tell a beginning and an end, those that live at most 100"
                    + " days: nobody renews these by hand for long.",
            new Rows("credentials", "type:x509-certificate state:active foreign:no lifetime>100"),
            "No certificate is in use."),
    NOT_EXPIRED(
            "not-expired",
            AUTOMATION,
            "Of the certificates that lie somewhere, those that have not expired there.",
            new Rows("credentials", "type:x509-certificate state:expired foreign:no"),
            "No certificate is in use."),
    SOUND_KEYS(
            "sound-keys",
            CRYPTOGRAPHY,
            "Of the credentials in use whose key is known, those whose key is neither broken nor weak.",
            new Rows("credentials", "class:broken|weak foreign:no"),
            "No key is known yet."),
    SOUND_PROTOCOLS(
            "sound-protocols",
            CRYPTOGRAPHY,
            "Of the credentials that servers present, those that no server presents over an old"
                    + " protocol, a weak cipher or a weak key exchange.",
            new Rows(
                    "findings",
                    "resolved:none"
                            + " rule:tls-old-protocol|tls-weak-cipher|ssh-weak-signature|ssh-weak-key-exchange"),
            "No server was looked at yet."),
    YOUNG_ENOUGH(
            "young-enough",
            ROTATION,
            "Of the SSH keys, secrets, managed keys and certificates in use, those that the policy does"
                    + " not find too old or too long-lived.",
            new Rows("findings", "resolved:none rule:ssh-key-age|api-key-age|certificate-lifetime"),
            "Nothing that grows old is in use."),
    USED(
            "used",
            ROTATION,
            "Of the credentials and accounts whose last use is told, those used within 90 days.",
            new Rows("findings", "resolved:none rule:unused"),
            "No provider has told when anything was last used."),
    REVOKED_GONE(
            "revoked-gone",
            REVOCATION,
            "Of the revoked credentials of ours that have not expired, those that are nowhere any more.",
            new Rows("credentials", "state:revoked foreign:no"),
            "Nothing that is known is revoked. Whether every certificate says where its revocation is"
                    + " told is not computed."),
    ENDING(
            "ending",
            ZERO_TRUST,
            "Of the certificates, SSH keys and secrets in use, those that end by themselves: the rest"
                    + " are static secrets and keys.",
            new Rows("credentials", "type:secret|ssh-key|managed-key state:active foreign:no"),
            "Nothing that proves an identity is in use."),
    MUTUAL_TLS(
            "mutual-tls",
            ZERO_TRUST,
            "Of the TLS endpoints that were asked, those that ask their clients for a certificate.",
            Rows.NONE,
            "No TLS endpoint has told whether it asks clients for a certificate."),
    SAFE_KEYS(
            "safe-keys",
            POST_QUANTUM,
            "Of the credentials in use whose key is known, those whose key resists quantum computers.",
            new Rows("credentials", "class:quantum-vulnerable foreign:no"),
            "No key is known yet."),
    HYBRID_EXCHANGE(
            "hybrid-exchange",
            POST_QUANTUM,
            "Of the credentials that servers present, those that every server presents with a"
                    + " post-quantum key exchange on offer.",
            new Rows(
                    "findings",
                    "resolved:none"
                            + " rule:tls-no-post-quantum-key-exchange|ssh-no-post-quantum-key-exchange"),
            "No server was looked at yet."),
    WITHOUT_SERIOUS(
            "without-serious",
            COMPLIANCE,
            "Of the credentials in use, those without an open critical or high finding.",
            new Rows("findings", "resolved:none severity:critical|high"),
            "Nothing is in use."),
    RESOLVED_IN_TIME(
            "resolved-in-time",
            COMPLIANCE,
            "Of the open critical and high findings, those that are open for at most thirty days.",
            new Rows("findings", "resolved:none severity:critical|high opened>30d"),
            "No critical or high finding is open.");

    private final String id;
    private final PostureAxis axis;
    private final String counts;

    /// A record of what does not change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Rows rows;

    private final String whyUnknown;

    PostureInput(String id, PostureAxis axis, String counts, Rows rows, String whyUnknown) {
        this.id = id;
        this.axis = axis;
        this.counts = counts;
        this.rows = rows;
        this.whyUnknown = whyUnknown;
    }

    /// The input whose id is `id`.
    public static Optional<PostureInput> named(String id) {
        return Arrays.stream(values()).filter(it -> it.id.equals(id)).findFirst();
    }

    public PostureAxis axis() {
        return axis;
    }

    /// What is counted, in one sentence; for a person who has scanned nothing, what to estimate.
    public String counts() {
        return counts;
    }

    /// The rows that are not good.
    public Rows rows() {
        return rows;
    }

    /// Why there is no value, where there is none.
    public String whyUnknown() {
        return whyUnknown;
    }

    /// As figures are called.
    public String figure() {
        return "posture:" + id;
    }

    /// Its id, as the API calls it.
    @Override
    public String toString() {
        return id;
    }
}
