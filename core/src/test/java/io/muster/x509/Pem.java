package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the PEM blocks of test inputs; the product has its own reader elsewhere.
public final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END");

    /// One block, decoded.
    public record Block(String label, Bytes content) {}

    private Pem() {}

    public static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            String body = matcher.group(2).replaceAll("(?m)^.*:.*$", "");
            try {
                blocks.add(new Block(matcher.group(1), Bytes.of(Base64.getMimeDecoder().decode(body))));
            } catch (IllegalArgumentException e) {
                // Some corpora hold broken base64 on purpose.
                blocks.add(new Block(matcher.group(1), Bytes.EMPTY));
            }
        }
        return blocks;
    }

    public static Certificate certificate(String text) throws Malformed {
        return Certificate.parse(blocks(text).getFirst().content());
    }
}
