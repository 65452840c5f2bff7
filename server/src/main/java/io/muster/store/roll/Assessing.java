package io.muster.store.roll;

/// Marks identities that are to be assessed again. Each mark is another number, so that one that
/// comes while they are being assessed is not lost.
public final class Assessing {
    public static final String AGAIN =
            "assess_again_at = CASE WHEN assess_again_at < 0 THEN assess_again_at - 1 ELSE -1 END";

    private Assessing() {}
}
