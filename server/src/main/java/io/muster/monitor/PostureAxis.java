package io.muster.monitor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What an estate is good at, and what it is not: each axis is from 0 to 100, the mean of those of
/// its inputs that are known.
public enum PostureAxis {
    VISIBILITY(
            "visibility",
            "Visibility",
            "Add sources for places that nobody looks at, and upload what teams believe to have."),
    OWNERSHIP(
            "ownership",
            "Ownership",
            "Write owner rules for whole kinds and places, and say how critical each application is."),
    AUTOMATION(
            "automation",
            "Automation",
            "Move certificates to ACME and short lives, those that expired in place first."),
    CRYPTOGRAPHY(
            "cryptography",
            "Cryptography",
            "Replace weak keys, and switch old protocols and ciphers off."),
    ROTATION(
            "rotation",
            "Rotation",
            "Rotate what is older than the policy allows, and retire what nobody uses."),
    REVOCATION(
            "revocation",
            "Revocation",
            "Remove revoked credentials from the places where they still lie."),
    ZERO_TRUST(
            "zero-trust",
            "Zero trust",
            "Replace static secrets by what ends by itself, and ask clients for certificates."),
    POST_QUANTUM(
            "post-quantum",
            "Post-quantum",
            "Turn on hybrid key exchange, then plan which keys must outlive 2030."),
    COMPLIANCE(
            "compliance", "Compliance", "Resolve critical and high findings within thirty days.");

    private final String id;
    private final String title;
    private final String advice;

    PostureAxis(String id, String title, String advice) {
        this.id = id;
        this.title = title;
        this.advice = advice;
    }

    public String title() {
        return title;
    }

    /// What to do first where it is low.
    public String advice() {
        return advice;
    }

    /// What it is made of.
    public List<PostureInput> inputs() {
        return Arrays.stream(PostureInput.values()).filter(it -> it.axis() == this).toList();
    }

    /// From 0 to 100 with one decimal; empty when none of the inputs is known.
    ///
    /// @param shares from 0 to 1, those that are known
    public static Optional<Double> score(List<Double> shares) {
        return shares.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Math.round(
                                        1_000
                                                * shares.stream()
                                                        .mapToDouble(it -> it)
                                                        .average()
                                                        .orElse(0))
                                / 10.0);
    }

    /// Its id, as the API and the series call it.
    @Override
    public String toString() {
        return id;
    }
}
