package io.muster.governance;

import io.muster.alerts.Alert;
import io.muster.alerts.Alert.About;
import io.muster.alerts.AlertKind;
import io.muster.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is told of an exception: to the team whose matter it is, and to the security team.
///
/// @param about what the exception is about, in words
/// @param team the id of the team that owns that; else of who asked
public record Notice(Exemption exemption, String about, Optional<String> team) {
    private static final int SAID_MAX = 200;

    /// It waits for those who may approve it.
    public Alert requested(Instant now) {
        return alert(
                AlertKind.EXCEPTION_REQUESTED,
                Severity.MEDIUM,
                "requested",
                "%s asks for an exception from the rule %s for %s until %s: %s"
                        .formatted(
                                exemption.requestedBy(),
                                exemption.rule(),
                                about,
                                day(),
                                said(exemption.reason())),
                "Somebody else than who asked approves it, and somebody of the security team: on"
                        + " the page Exceptions, or with 'muster exceptions approve "
                        + exemption.id()
                        + "'",
                now);
    }

    /// What has become of it; empty as long as it waits for a second approval.
    public Optional<Alert> became(Instant now) {
        return switch (exemption.state()) {
            case REQUESTED -> Optional.empty();
            case IN_FORCE -> Optional.of(granted(now));
            case REJECTED -> Optional.of(ended("was turned down", Severity.LOW, NOT_FOLLOWED, now));
            case REVOKED ->
                    Optional.of(
                            exemption.inForceSince().isEmpty()
                                    ? ended("is asked for no more", Severity.LOW, NOTHING, now)
                                    : ended("was revoked", Severity.MEDIUM, OPEN_AGAIN, now));
            case EXPIRED ->
                    Optional.of(
                            exemption.inForceSince().isEmpty()
                                    ? ended("was never approved", Severity.LOW, NOT_FOLLOWED, now)
                                    : ended("is over", Severity.MEDIUM, OPEN_AGAIN, now));
        };
    }

    private static final String NOTHING = "Nothing.";
    private static final String NOT_FOLLOWED = "Repair what breaks the rule.";
    private static final String OPEN_AGAIN =
            "What it covered is open again: repair it, or ask for another exception.";

    private Alert granted(Instant now) {
        String approved = exemption.approved().map(Exemption.Approval::by).orElse("");
        String secured = exemption.secured().map(Exemption.Approval::by).orElse("");
        return alert(
                AlertKind.EXCEPTION_GRANTED,
                Severity.LOW,
                "granted",
                "The exception from the rule %s for %s is in force until %s; %s approved it"
                        .formatted(
                                exemption.rule(),
                                about,
                                day(),
                                approved.equals(secured) ? approved : approved + " and " + secured),
                "Repair what breaks the rule before that day.",
                now);
    }

    private Alert ended(String how, Severity severity, String remedy, Instant now) {
        Exemption.End end = exemption.ended().orElseThrow();
        return alert(
                AlertKind.EXCEPTION_ENDED,
                severity,
                "ended",
                "The exception from the rule %s for %s %s (%s: %s)"
                        .formatted(exemption.rule(), about, how, end.by(), said(end.note())),
                remedy,
                now);
    }

    /// Its end is near.
    public Alert ending(Exemptions.Reminder reminder, Instant now) {
        return alert(
                AlertKind.EXCEPTION_ENDING,
                reminder.days() <= 1
                        ? Severity.HIGH
                        : reminder.days() <= 7 ? Severity.MEDIUM : Severity.LOW,
                reminder.days() + "d",
                "The exception from the rule %s for %s ends on %s"
                        .formatted(exemption.rule(), about, day()),
                "Repair what breaks the rule before that, or ask for another exception in time.",
                now);
    }

    private Alert alert(
            AlertKind kind,
            Severity severity,
            String threshold,
            String message,
            String remedy,
            Instant now) {
        return new Alert(
                kind,
                severity,
                new About(About.Kind.EXCEPTION, exemption.id(), exemption.rule() + ": " + about),
                threshold,
                message,
                remedy,
                List.of(),
                0,
                team,
                0,
                now);
    }

    private String day() {
        return exemption.until().toString().substring(0, "2026-11-22".length());
    }

    private static String said(String text) {
        int end =
                text.offsetByCodePoints(
                        0, Math.min(SAID_MAX, text.codePointCount(0, text.length())));
        return end < text.length() ? text.substring(0, end) + "…" : text;
    }
}
