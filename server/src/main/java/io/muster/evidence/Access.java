package io.muster.evidence;

import io.muster.audit.Archive;
import io.muster.audit.Entry;
import io.muster.inventory.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Who could have used an identity, and who did: what sources told, and what was decided here.
///
/// @param kept for how long what is gone is kept
public record Access(Telling telling, Archive archive, Duration kept) {

    /// @param told uses are those within the span alone
    /// @param decisions about it and its credentials, newest first
    /// @param notKnown what nobody should read out of this, a sentence each
    public record Answer(Told told, List<Entry> decisions, List<String> notKnown) {
        public Answer {
            decisions = List.copyOf(decisions);
            notKnown = List.copyOf(notKnown);
        }
    }

    /// What is known of the identity `id` in `span`.
    ///
    /// @param now since what is gone is not kept for ever
    /// @param limit of each list
    /// @return empty when there is none with that id, or the viewer may not see it
    public Optional<Answer> of(Viewer viewer, String id, Span span, Instant now, int limit) {
        return telling.of(viewer, id, span, limit).map(it -> answer(id, it, span, now, limit));
    }

    private Answer answer(String id, Told told, Span span, Instant now, int limit) {
        Set<String> subjects = new LinkedHashSet<>(Set.of("identity:" + id));
        told.places().stream()
                .filter(it -> !it.holder().id().isEmpty())
                .forEach(it -> subjects.add("credential:" + it.holder().id()));
        List<Entry> decisions =
                archive.about(
                        List.copyOf(subjects),
                        archive.firstSince(span.from()),
                        archive.endBefore(span.to()),
                        limit + 1);
        TreeSet<String> cut = new TreeSet<>(told.cut());
        if (decisions.size() > limit) {
            cut.add("decisions");
        }
        List<Told.Use> within = told.uses().stream().filter(it -> span.has(it.at())).toList();
        return new Answer(
                new Told(told.seen(), told.rights(), told.places(), within, cut),
                decisions.stream().limit(limit).toList(),
                notKnown(told, within, span, now));
    }

    private List<String> notKnown(Told told, List<Told.Use> within, Span span, Instant now) {
        List<String> all = new ArrayList<>();
        if (told.seen().isAfter(span.from())) {
            all.add(
                    "Nothing was seen of it before %s: what was so until then is not known."
                            .formatted(told.seen()));
        }
        Instant oldest = now.minus(kept);
        if (span.from().isBefore(oldest)) {
            all.add(
                    "What was gone before %s is no longer kept, other than decisions."
                            .formatted(oldest));
        }
        if (archive.firstSince(span.from()) < archive.firstKept()) {
            all.add(
                    "Decisions before entry %d are kept as hashes alone: what they were nobody can read."
                            .formatted(archive.firstKept()));
        }
        all.add(
                told.rights().isEmpty()
                        ? "No source told of any right of it; that does not mean that it had none."
                        : "Rights are those that sources told: group memberships, and what other"
                                + " systems allow, are not among them.");
        if (told.places().stream().noneMatch(it -> !it.readers().isEmpty())) {
            all.add("No source told who could read the files of its credentials.");
        }
        if (within.isEmpty()) {
            all.add(
                    "No source told of a use in this time; that does not mean that there was none.");
        } else {
            all.add("Sources tell of the last use, not of each: there may have been others.");
        }
        if (told.uses().stream().anyMatch(it -> !it.at().isBefore(span.to()))) {
            all.add(
                    "It was used after this time: an earlier use may have been overwritten by that.");
        }
        return all;
    }
}
