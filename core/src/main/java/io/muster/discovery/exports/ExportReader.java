package io.muster.discovery.exports;

import io.muster.discovery.Content;
import io.muster.discovery.ContentReader;
import io.muster.discovery.Observation;
import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/// Reads exported files and leaves everything else to the reader behind it.
///
/// Safe for use by several threads.
///
/// @param inner reads all other content, and what is inside an export
/// @param clock when sightings are made
public record ExportReader(ContentReader inner, InstantSource clock) implements ContentReader {
    /// How many bytes decide what something is.
    static final int HEAD = 4096;

    private static final int FIRST = 64;
    private static final byte COLUMN = 'u';

    private static final List<Export> KINDS =
            List.of(
                    new KubernetesList(),
                    new AwsCredentialReport(),
                    new AwsAuthorizationDetails(),
                    new TerraformState());

    @Override
    public void read(Content content, String source, Consumer<Observation> out)
            throws InterruptedException {
        try {
            String head = mayBeExport(content) ? head(content) : "";
            for (Export kind : KINDS) {
                if (kind.recognises(head)) {
                    kind.read(new Export.Reading(content, source, clock.instant(), out), inner);
                    return;
                }
            }
        } catch (IOException e) {
            out.accept(new Observation.Unreadable(content.place(), "it cannot be read to its end"));
            return;
        } catch (JacksonException e) {
            out.accept(
                    new Observation.Unreadable(
                            content.place(),
                            "an export that is not well-formed JSON, or beyond the limits of one"));
            return;
        } catch (Malformed e) {
            out.accept(new Observation.Unreadable(content.place(), e.reason()));
            return;
        }
        inner.read(content, source, out);
    }

    /// Whether content that begins with these bytes is an export of a kind that is known here.
    public static boolean recognises(byte[] prefix) {
        String head = text(prefix, Math.min(prefix.length, HEAD));
        return KINDS.stream().anyMatch(it -> it.recognises(head));
    }

    /// An export begins with a brace or with the letter of a column, so nearly all content is told
    /// by its first bytes: this is asked of every file.
    private static boolean mayBeExport(Content content) throws IOException {
        byte[] first = new byte[FIRST];
        int length = content.read(0, first, 0, first.length);
        int at = 0;
        while (at < length && first[at] <= ' ') {
            at++;
        }
        return at == length || first[at] == '{' || first[at] == COLUMN;
    }

    private static String head(Content content) throws IOException {
        byte[] bytes = new byte[(int) Math.min(HEAD, content.size())];
        int length = 0;
        while (length < bytes.length) {
            int count = content.read(length, bytes, length, bytes.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        return text(bytes, length);
    }

    private static String text(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
