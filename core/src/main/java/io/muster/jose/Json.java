package io.muster.jose;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads small JSON documents from strangers: bounded in size, depth and numbers, no member twice
/// (RFC 7515, 4; RFC 7517, 4).
final class Json {
    /// The most bytes of a document: a bundle of some thousand keys.
    static final int LARGEST = 16 * 1024 * 1024;

    private static final int DEEPEST = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxDocumentLength(LARGEST)
                                                    .maxNumberLength(64)
                                                    .maxNameLength(1_024)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /// Reads one object.
    static JsonNode object(Bytes content) throws Malformed {
        if (content.size() > LARGEST) {
            throw new Malformed("JSON of more than " + LARGEST + " bytes is not read");
        }
        try {
            JsonNode node = MAPPER.readTree(content.toArray());
            if (!node.isObject()) {
                throw new Malformed("it is not a JSON object");
            }
            return node;
        } catch (JacksonException e) {
            // Its message may quote the document, so it stays in the cause.
            throw new Malformed("it is not JSON, is too deep or has a member twice", e);
        }
    }

    /// The text of `member`, empty when it is absent.
    static Optional<String> text(JsonNode node, String member) throws Malformed {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new Malformed(member + " is not a string");
        }
        return Optional.of(value.stringValue());
    }

    /// The text of `member`, which must be there.
    static String requiredText(JsonNode node, String member) throws Malformed {
        return text(node, member).orElseThrow(() -> new Malformed("it has no " + member));
    }

    /// The bytes of `member` in base64url, which must be there.
    static Bytes bytes(JsonNode node, String member) throws Malformed {
        return base64Url(requiredText(node, member), member);
    }

    /// Decodes base64url without padding (RFC 7515, 2).
    static Bytes base64Url(String text, String what) throws Malformed {
        try {
            return Bytes.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new Malformed(what + " is not base64url", e);
        }
    }

    /// The strings of `member`, a single one as a list of one.
    static List<String> texts(JsonNode node, String member) throws Malformed {
        JsonNode value = node.path(member);
        if (!value.isArray()) {
            return text(node, member).stream().toList();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw new Malformed(member + " has an element that is not a string");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }
}
