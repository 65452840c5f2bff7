package io.muster.secret;

/// How sure a hit is whose place in the text says that it is a secret.
final class ContextChecks {
    private static final int GENERATED_LENGTH = 16;
    private static final double GENERATED_BITS = 3.3;
    private static final int PASSWORD_MIN = 3;
    private static final int TOKEN_MIN = 8;

    /// What [Judgement] has let through: only how sure remains to be said.
    static final Check NAMED_SO =
            value ->
                    value.length() >= GENERATED_LENGTH
                                    && Doubt.entropy(value) >= GENERATED_BITS
                                    && Judgement.hasDigit(value)
                            ? Check.found(Proof.medium("it is called so and looks generated"))
                            : Check.found(Proof.low("it is called so, and is no word"));

    /// The structure has looked at user and password already.
    static final Check PASSWORD_IN_PLACE =
            Checks.plausible(Proof.high("it stands where a login has the password"));

    /// In a file of logins even a made-up password counts, if it is more than a word.
    static final Check LOGIN_PASSWORD =
            value ->
                    Judgement.isOpen(value)
                                    || Doubt.about(value).isPresent()
                                    || (Judgement.isTyped(value) && !Judgement.hasDigit(value))
                            ? Check.refused("it is a placeholder or a word")
                            : Check.found(Proof.high("it stands where a login has the password"));

    /// The token of a header.
    static final Check HEADER_TOKEN =
            value ->
                    value.length() < TOKEN_MIN
                                    || Judgement.isOpen(value)
                                    || Judgement.isTyped(value)
                                    || Doubt.about(value).isPresent()
                            ? Check.refused("it is a placeholder or a word")
                            : Check.found(Proof.high("it stands where a header has the token"));

    private ContextChecks() {}

    /// True when `password` is neither the name of the user again nor made up for an example.
    static boolean isPassword(String user, String password) {
        return password.length() >= PASSWORD_MIN
                && !password.equals(user)
                && !Judgement.isOpen(password)
                && (user.isEmpty() || !Judgement.isOpen(user))
                && Doubt.about(password).isEmpty()
                && !Judgement.isTyped(password);
    }
}
