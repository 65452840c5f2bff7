package io.muster.secret;

import io.muster.model.Severity;
import java.util.List;

/// A private key in a text block: PEM, OpenSSH, PGP, SSH2. Found here as a secret in text; what is
/// in it is for the packages of the formats to say.
final class PrivateKeyBlock implements Structure {
    static final Detector DETECTOR =
            new Detector(
                    "private-key",
                    "private key in a text block",
                    new PrivateKeyBlock(),
                    PrivateKeyBlock::judge,
                    Severity.CRITICAL,
                    "replace the key and revoke its certificates");

    private static final ByteSet LABEL = ByteSet.of("A-Z0-9 ");
    private static final ByteSet DASHES = ByteSet.of("-");
    private static final ByteSet WITHIN = ByteSet.of("-").complement();
    private static final int BODY_LIMIT = 15 << 10;
    private static final int BODY_MIN = 64;
    private static final double BODY_BITS_MIN = 3.5;

    @Override
    public List<String> keywords() {
        return List.of("-----begin ");
    }

    @Override
    public void find(Window window, int keywordStart, int keywordEnd, Candidates candidates) {
        int labelEnd = window.runEnd(LABEL, keywordEnd, 64);
        if (!window.text(keywordEnd, labelEnd).endsWith("PRIVATE KEY")
                && !window.text(keywordEnd, labelEnd).endsWith("PRIVATE KEY BLOCK")) {
            return;
        }
        int end = window.runEnd(WITHIN, window.runEnd(DASHES, labelEnd, 5), BODY_LIMIT);
        candidates.add(keywordStart, end, keywordStart, end);
    }

    private static Check.Verdict judge(String block) {
        String body =
                block.substring(block.lastIndexOf("-----") + 5).replaceAll("\\\\[nrt]|\\s", "");
        long content = body.chars().filter(ByteSet.BASE64::contains).count();
        return content < BODY_MIN || Doubt.entropy(body) < BODY_BITS_MIN
                ? Check.refused("there is no key in it")
                : Check.found(Proof.high("a block of its label with content"));
    }

    @Override
    public Specificity specificity() {
        return Specificity.TOKEN;
    }
}
