package io.muster.report;

import io.muster.alerts.Alert;
import io.muster.alerts.Alert.About;
import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.alerts.Channel;
import io.muster.model.Bytes;
import io.muster.model.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Tells that the summary of a month is there, once, with the summary itself where a channel can
/// carry files.
public final class Announcing implements Channel.Enclosures {
    /// What mail servers still take; a larger one is told of and not enclosed.
    private static final long BYTES_MAX = 10 << 20;

    /// The summaries of some years.
    private static final int LOOKED_AT = 50;

    private final ReportArchive archive;
    private final Alerts alerts;
    private String told = "";

    public Announcing(ReportArchive archive, Alerts alerts) {
        this.archive = archive;
        this.alerts = alerts;
    }

    /// To be called often, by one thread.
    public void tell(Instant now) {
        String month = YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(1).toString();
        if (month.equals(told)) {
            return;
        }
        archive.shelf().page(Long.MAX_VALUE, LOOKED_AT).stream()
                .filter(it ->
                        it.kind() == Kind.MONTHLY
                                && it.format() == Format.PDF
                                && it.month().equals(month))
                .findFirst()
                .ifPresent(it -> {
                    boolean _ = archive.units().write(unit -> alerts.raise(unit, alert(it, now)));
                    told = month;
                });
    }

    private static Alert alert(Shelf.Kept it, Instant now) {
        return new Alert(
                AlertKind.MONTHLY_SUMMARY,
                Severity.INFO,
                new About(About.Kind.REPORT, it.id(), "summary of " + it.month()),
                it.month(),
                "The summary of %s is there".formatted(it.month()),
                "Read it: on the page Reports, or with 'muster report get " + it.id() + "'",
                List.of(),
                0,
                Optional.empty(),
                0,
                now);
    }

    @Override
    public Optional<Channel.Enclosure> of(Alert alert) {
        return alert.kind() == AlertKind.MONTHLY_SUMMARY
                ? archive.shelf()
                        .find(alert.about().id())
                        .filter(it -> it.bytes() <= BYTES_MAX)
                        .map(this::enclosure)
                : Optional.empty();
    }

    private Channel.Enclosure enclosure(Shelf.Kept it) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            archive.copy(it, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Channel.Enclosure(
                "muster-" + it.month() + ".pdf",
                "application/pdf",
                Bytes.of(content.toByteArray()));
    }
}
