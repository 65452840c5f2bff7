package io.muster.roll.anchor;

import java.util.Optional;
import java.util.regex.Pattern;

/// What an AWS access key id says of its account.
///
/// Ids made since 2019 carry the account's number: the 16 characters after the prefix are base32,
/// and bits 1 to 40 of them are the number. Older ones (fifth letter `I` or `J`) do not.
final class AwsAccessKeyId {
    private static final Pattern FORM = Pattern.compile("A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}");
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ACCOUNT_DIGITS = 12;

    private AwsAccessKeyId() {}

    /// The account's 12 digits, when `id` is an access key id that carries them.
    static Optional<String> account(String id) {
        if (!FORM.matcher(id).matches() || id.charAt(4) == 'I' || id.charAt(4) == 'J') {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 4; i < 13; i++) {
            bits = bits << 5 | BASE32.indexOf(id.charAt(i));
        }
        // 45 bits were read: one leading bit of other meaning, 40 bits of account, 4 bits of what
        // follows.
        long account = bits >> 4 & (1L << 40) - 1;
        String digits = Long.toString(account);
        return digits.length() > ACCOUNT_DIGITS
                ? Optional.empty()
                : Optional.of("0".repeat(ACCOUNT_DIGITS - digits.length()) + digits);
    }
}
