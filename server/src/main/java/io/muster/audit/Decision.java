package io.muster.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something that was decided and is about to be recorded.
///
/// @param at when
/// @param actor who: `person:anna`, `token:ci`, `system`
/// @param request the id of the request it came with, as the answer and the log carry it; empty
///   when it came with none
/// @param action what, as noun and verb: `identity.rename`
/// @param subject of what: `identity:3fa9…`, `source:lan`
/// @param detail what else belongs to the decision: what it was, what it is now. Never a secret
public record Decision(
        Instant at,
        String actor,
        String request,
        String action,
        String subject,
        SortedMap<String, String> detail) {
    private static final int TEXT_MAX = 4096;
    private static final int DETAILS_MAX = 64;

    public Decision {
        detail = Collections.unmodifiableSortedMap(new TreeMap<>(detail));
        if (actor.isEmpty() || action.isEmpty() || subject.isEmpty()) {
            throw new IllegalArgumentException("a decision has an actor, an action and a subject");
        }
        if (detail.size() > DETAILS_MAX) {
            throw new IllegalArgumentException("a decision has at most 64 details");
        }
    }

    /// A decision whose texts are cut where they are longer than an entry can hold.
    public static Decision of(
            Instant at,
            String actor,
            String request,
            String action,
            String subject,
            Map<String, String> detail) {
        TreeMap<String, String> cut = new TreeMap<>();
        int room = Entry.BYTES_MAX / 8;
        for (Map.Entry<String, String> it : detail.entrySet()) {
            String value = cut(it.getValue(), Math.min(TEXT_MAX, room));
            room = Math.max(0, room - value.length() - it.getKey().length());
            cut.put(it.getKey(), value);
        }
        return new Decision(
                at,
                cut(actor, TEXT_MAX / 8),
                cut(request, TEXT_MAX / 8),
                cut(action, TEXT_MAX / 8),
                cut(subject, TEXT_MAX / 8),
                cut);
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, Math.max(0, max - 1)) + "…";
    }
}
