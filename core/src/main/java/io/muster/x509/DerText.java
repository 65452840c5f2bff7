package io.muster.x509;

import io.muster.model.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The characters of ASN.1 string types.
final class DerText {
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    private DerText() {}

    static String decode(Der element, String what) throws Malformed {
        return switch (element.tag) {
            case Der.UTF8_STRING -> exact(element, StandardCharsets.UTF_8, what);
            case Der.PRINTABLE_STRING, Der.NUMERIC_STRING, Der.IA5_STRING, Der.VISIBLE_STRING ->
                    ascii(element, what);
            // T.61 has never been used as written; everybody puts Latin-1 there.
            case Der.TELETEX_STRING ->
                    new String(
                            element.data,
                            element.content,
                            element.length(),
                            StandardCharsets.ISO_8859_1);
            case Der.BMP_STRING -> exact(element, StandardCharsets.UTF_16BE, what);
            case Der.UNIVERSAL_STRING -> exact(element, UTF_32BE, what);
            default -> throw new Malformed(what + ": not a character string");
        };
    }

    /// Empty when the element is not a readable character string.
    static Optional<String> tryDecode(Der element, String what) {
        if (element.is(Der.PRINTABLE_STRING) || element.is(Der.UTF8_STRING)) {
            String quick = quickAscii(element);
            if (quick.length() == element.length()) {
                return Optional.of(quick);
            }
        }
        try {
            return Optional.of(decode(element, what));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private static String quickAscii(Der element) {
        for (int i = element.content; i < element.contentEnd; i++) {
            if (element.data[i] < 0) {
                return "";
            }
        }
        return new String(
                element.data, element.content, element.length(), StandardCharsets.ISO_8859_1);
    }

    static String ascii(Der element, String what) throws Malformed {
        for (int i = element.content; i < element.contentEnd; i++) {
            if (element.data[i] < 0) {
                throw new Malformed(what + ": a byte above 127 in an ASCII string");
            }
        }
        return new String(
                element.data, element.content, element.length(), StandardCharsets.US_ASCII);
    }

    private static String exact(Der element, Charset charset, String what) throws Malformed {
        try {
            ByteBuffer content = ByteBuffer.wrap(element.data, element.content, element.length());
            return charset.newDecoder().decode(content).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(what + ": bytes that are not " + charset.name());
        }
    }
}
