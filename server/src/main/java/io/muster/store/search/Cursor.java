package io.muster.store.search;

import io.muster.inventory.query.QueryRefused;
import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a page ended, and of which list: a cursor of another question, or one that somebody
/// changed, is refused. Clients see one opaque word.
///
/// @param number the row's `n`
/// @param key the row's value in the sort column, a Long or a String
/// @param total what was counted for the first page
record Cursor(long number, Object key, long total) {
    private static final int LENGTH_MAX = 16_384;
    private static final int SEAL = 12;
    private static final Pattern FORM =
            Pattern.compile("(-?\\d{1,19}) (\\d{1,19}) ([nt])(.*)", Pattern.DOTALL);

    /// @param question everything that the cursor belongs to: list, viewer, query, sort
    String sealed(String question) {
        String content =
                number + " " + total + (key instanceof String text ? " t" + text : " n" + key);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] all = seal(question, content).toArray();
        byte[] both = new byte[SEAL + bytes.length];
        System.arraycopy(all, 0, both, 0, SEAL);
        System.arraycopy(bytes, 0, both, SEAL, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /// Reads what `sealed` wrote for the same question.
    static Cursor open(String word, String question) throws QueryRefused {
        Bytes both = decoded(word);
        if (both.size() > SEAL) {
            String content =
                    new String(both.slice(SEAL, both.size()).toArray(), StandardCharsets.UTF_8);
            Matcher parts = FORM.matcher(content);
            if (seal(question, content).equals(both.slice(0, SEAL)) && parts.matches()) {
                return read(parts);
            }
        }
        throw refused();
    }

    private static Cursor read(Matcher parts) throws QueryRefused {
        try {
            Object key = parts.group(3).equals("t") ? parts.group(4) : Long.valueOf(parts.group(4));
            return new Cursor(Long.parseLong(parts.group(1)), key, Long.parseLong(parts.group(2)));
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    private static Bytes decoded(String word) throws QueryRefused {
        try {
            if (word.length() <= LENGTH_MAX) {
                return Bytes.of(Base64.getUrlDecoder().decode(word));
            }
        } catch (IllegalArgumentException _) {
            // Refused below.
        }
        throw refused();
    }

    private static Bytes seal(String question, String content) {
        return Bytes.of((question + "\n" + content).getBytes(StandardCharsets.UTF_8))
                .sha256()
                .slice(0, SEAL);
    }

    private static QueryRefused refused() {
        return new QueryRefused(
                0,
                "This cursor is not of this list; start again without one. A cursor goes with the"
                        + " query and the sort of the page that it came from.");
    }
}
