package io.muster.alerts;

import io.muster.alerts.Alert.About;
import io.muster.alerts.Happenings.Ending;
import io.muster.alerts.Happenings.Handed;
import io.muster.alerts.Happenings.Issued;
import io.muster.alerts.Happenings.Issuer;
import io.muster.alerts.Happenings.Opened;
import io.muster.alerts.Happenings.Whereabouts;
import io.muster.model.Severity;
import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes alerts of what happened, some at once, by one node at a time. What it has looked at it
/// looks at no more: stopped anywhere, it goes on where it was.
///
/// @param expected who may issue for which names
public record Noticing(
        Units units, Happenings happenings, Alerts alerts, Expected expected, InstantSource clock) {
    private static final int AT_ONCE = 100;
    private static final Duration DAY = Duration.ofDays(1);

    /// In its first day a server learns who issues.
    private static final Duration LEARNING = DAY;

    /// A certificate that began before that was not issued now.
    private static final Duration RECENT = Duration.ofDays(7);

    /// A look at every tenth certificate of a day is enough to see a spike.
    private static final int COUNTED = 10;

    /// What is still open is told again so long after it opened.
    private static final List<Duration> AGAIN =
            List.of(DAY, DAY.multipliedBy(3), DAY.multipliedBy(7));

    /// Looks at credentials that are new or have passed a step.
    ///
    /// @return how many; as long as that is not 0 there may be more
    public int endings() {
        Instant now = clock.instant();
        List<Ending> due = happenings.endings(now, AT_ONCE);
        List<Told> told = due.stream().map(it -> told(it, now)).toList();
        if (!due.isEmpty()) {
            units.writeInBulk(unit -> {
                for (Told one : told) {
                    one.alerts().forEach(it -> alerts.raise(unit, it));
                    spike(unit, one.ending(), now).ifPresent(it -> alerts.raise(unit, it));
                    happenings.looked(unit, one.ending(), one.again());
                }
                return told.size();
            });
        }
        return due.size();
    }

    private record Told(Ending ending, List<Alert> alerts, Optional<Instant> again) {}

    private Told told(Ending it, Instant now) {
        List<Alert> alerts = new ArrayList<>();
        if (it.fresh() && !it.over() && !it.foreign()) {
            unexpected(it, now).ifPresent(alerts::add);
        }
        if (it.notAfter().isEmpty()) {
            return new Told(it, alerts, Optional.empty());
        }
        Instant notAfter = it.notAfter().get();
        Optional<Duration> life = it.notBefore().map(from -> Duration.between(from, notAfter));
        Steps steps = it.authority() ? Steps.ofAuthority(life) : Steps.of(life);
        boolean matters = !it.over() && (!it.foreign() || it.dependents() > 0);
        if (matters) {
            steps.passed(notAfter, now).ifPresent(step -> alerts.add(expiry(it, step, now)));
        }
        return new Told(it, alerts, steps.next(notAfter, now));
    }

    private Alert expiry(Ending it, Steps.Step step, Instant now) {
        Instant notAfter = it.notAfter().orElseThrow();
        Whereabouts where = happenings.whereabouts(it);
        boolean authority = it.authority() || it.dependents() > 0;
        String hanging =
                it.dependents() == 0
                        ? ""
                        : "; %s from it: %s%s"
                                .formatted(
                                        it.dependents() == 1
                                                ? "1 credential hangs"
                                                : "%,d credentials hang".formatted(it.dependents()),
                                        String.join(", ", where.dependents()),
                                        it.dependents() > where.dependents().size() ? ", …" : "");
        return new Alert(
                authority ? AlertKind.AUTHORITY_EXPIRY : AlertKind.EXPIRY,
                step.severity(),
                it.about(),
                step.label(),
                "%s (%s) ends %s, in %s%s"
                        .formatted(
                                it.about().title(),
                                it.type(),
                                Wording.time(notAfter),
                                Steps.label(Duration.between(now, notAfter)),
                                hanging),
                authority
                        ? "Put its successor in place, and issue again what hangs from it."
                        : "Renew it, and put the new one in every place named.",
                where.places(),
                where.placesInAll(),
                it.team(),
                0,
                now);
    }

    private Optional<Alert> unexpected(Ending it, Instant now) {
        Optional<String> name = expected.violated(it.names(), it.issuer());
        return name.map(one -> {
            Whereabouts where = happenings.whereabouts(it);
            return new Alert(
                    AlertKind.UNEXPECTED_ISSUER,
                    Severity.HIGH,
                    it.about(),
                    "seen",
                    "%s issued for %s, which is not expected of it".formatted(it.issuer(), one),
                    "Find out who asked for it; have it revoked, or name its issuer in alerts.issuers.",
                    where.places(),
                    where.placesInAll(),
                    it.team(),
                    0,
                    now);
        });
    }

    private Optional<Alert> spike(Unit unit, Ending it, Instant now) {
        boolean counts =
                it.fresh()
                        && !it.foreign()
                        && !it.issuer().isEmpty()
                        && it.notBefore().filter(at -> at.isAfter(now.minus(RECENT))).isPresent();
        if (!counts) {
            return Optional.empty();
        }
        long day = now.getEpochSecond() / DAY.toSeconds();
        Issued issued = happenings.issued(unit, it.issuer(), day);
        boolean look = issued.today() % COUNTED == 0;
        return look && Spike.isOne(issued.today(), issued.before())
                ? Optional.of(
                        new Alert(
                                AlertKind.ISSUANCE_SPIKE,
                                Severity.HIGH,
                                new About(About.Kind.ISSUER, it.issuer(), it.issuer()),
                                "day " + day,
                                "%s issued %,d certificates today, far more than on the days before"
                                        .formatted(it.issuer(), issued.today()),
                                "Find out who asks for them; a loop of renewals looks like this.",
                                List.of(),
                                0,
                                Optional.empty(),
                                0,
                                now))
                : Optional.empty();
    }

    /// Looks at findings that opened, or are still open.
    public int findings() {
        Instant now = clock.instant();
        List<Opened> opened = new ArrayList<>(happenings.opened(AT_ONCE));
        opened.addAll(happenings.stillOpen(now, AT_ONCE));
        if (!opened.isEmpty()) {
            units.writeInBulk(unit -> {
                for (Opened one : opened) {
                    Alert alert = alert(one, now);
                    if (one.open()) {
                        alerts.raise(unit, alert);
                    }
                    happenings.told(
                            unit, one, alert.id(), one.open() ? again(one, now) : Optional.empty());
                }
                return opened.size();
            });
        }
        return opened.size();
    }

    private static Optional<Instant> again(Opened one, Instant now) {
        return AGAIN.stream().map(one.since()::plus).filter(it -> it.isAfter(now)).findFirst();
    }

    private static Alert alert(Opened it, Instant now) {
        long passed = AGAIN.stream().filter(after -> !it.since().plus(after).isAfter(now)).count();
        String open =
                passed == 0
                        ? ""
                        : " (open for %s)".formatted(Steps.label(AGAIN.get((int) passed - 1)));
        AlertKind kind =
                it.about().kind() == About.Kind.SOURCE
                        ? AlertKind.SOURCE_SILENT
                        : it.rule().startsWith("key-shared")
                                ? AlertKind.KEY_REUSE
                                : AlertKind.FINDING;
        // At most one a day of what comes and goes.
        String day = it.since().toString().substring(0, "2026-11-22".length());
        return new Alert(
                kind,
                it.severity(),
                it.about(),
                it.rule() + " " + day + open,
                it.about().title() + ": " + it.message() + open,
                it.remedy(),
                it.places(),
                it.placesInAll(),
                it.team(),
                0,
                now);
    }

    /// Looks at who owns what now and did not.
    public int owners() {
        Instant now = clock.instant();
        List<Handed> handed = happenings.handed(AT_ONCE);
        if (!handed.isEmpty()) {
            units.writeInBulk(unit -> {
                for (Handed one : handed) {
                    one.from().ifPresent(from -> alerts.raise(unit, alert(one, from, now)));
                    happenings.told(unit, one);
                }
                return handed.size();
            });
        }
        return handed.size();
    }

    private static Alert alert(Handed it, String from, Instant now) {
        return new Alert(
                AlertKind.OWNER_CHANGED,
                it.to().isEmpty() ? Severity.MEDIUM : Severity.LOW,
                it.about(),
                now.toString(),
                it.to().isEmpty()
                        ? "%s belongs to nobody any more; it was %s's"
                                .formatted(it.about().title(), from)
                        : "%s belongs to %s now; it was %s's"
                                .formatted(it.about().title(), it.to().get(), from),
                it.to().isEmpty()
                        ? "Say whose it is, or retire it."
                        : "Nothing, if you agreed; else say whose it is.",
                List.of(),
                0,
                it.to().or(() -> Optional.of(from)),
                0,
                now);
    }

    /// Looks at who issues.
    public int issuers() {
        Instant now = clock.instant();
        List<Issuer> found = happenings.newIssuers(AT_ONCE);
        boolean learning =
                happenings.begun().map(it -> now.isBefore(it.plus(LEARNING))).orElse(true);
        if (!found.isEmpty()) {
            units.writeInBulk(unit -> {
                for (Issuer one : found) {
                    if (!learning && !one.kind().equals("ours")) {
                        alerts.raise(unit, alert(one, now));
                    }
                    happenings.known(unit, one, now);
                }
                return found.size();
            });
        }
        return found.size();
    }

    private static Alert alert(Issuer it, Instant now) {
        return new Alert(
                AlertKind.NEW_ISSUER,
                it.kind().equals("public") ? Severity.LOW : Severity.MEDIUM,
                new About(About.Kind.ISSUER, it.name(), it.name()),
                "seen",
                "%s issues certificates here (%,d so far) and was never seen before"
                        .formatted(it.name(), it.certificates()),
                "Find out who runs it and who asked for these certificates.",
                List.of(),
                0,
                Optional.empty(),
                0,
                now);
    }
}
