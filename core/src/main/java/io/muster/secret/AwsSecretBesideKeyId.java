package io.muster.secret;

import io.muster.model.Severity;
import java.util.List;

/// An AWS secret access key that stands near its key id without a name of its own, as in the CSV
/// file that the console hands out.
final class AwsSecretBesideKeyId implements Structure {
    static final Detector DETECTOR =
            new Detector(
                    "aws-secret-beside-key-id",
                    "AWS secret access key beside its key id",
                    new AwsSecretBesideKeyId(),
                    Checks.random(4.2, Proof.high("40 random characters beside an access key id")),
                    Severity.CRITICAL,
                    "deactivate the key in IAM, then delete it");

    private static final ByteSet KEY_ID = ByteSet.of("A-Z2-7");
    private static final ByteSet SECRET = ByteSet.of("A-Za-z0-9/+");
    private static final int KEY_ID_LENGTH = 20;
    private static final int SECRET_LENGTH = 40;
    private static final int NEAR = 200;

    @Override
    public List<String> keywords() {
        return List.of("akia", "asia");
    }

    @Override
    public void find(Window window, int keywordStart, int keywordEnd, Candidates candidates) {
        int end = window.runEnd(KEY_ID, keywordStart, KEY_ID_LENGTH + 1);
        if (end - keywordStart != KEY_ID_LENGTH
                || ByteSet.ALPHANUMERIC.contains(window.at(keywordStart - 1))) {
            return;
        }
        int index = end;
        while (index < Math.min(window.length, end + NEAR)) {
            int run = window.runEnd(SECRET, index, NEAR);
            if (run - index == SECRET_LENGTH && window.at(run) != '=') {
                candidates.add(keywordStart, run, index, run);
            }
            index = run + 1;
        }
    }

    @Override
    public Specificity specificity() {
        return Specificity.NAMED;
    }
}
