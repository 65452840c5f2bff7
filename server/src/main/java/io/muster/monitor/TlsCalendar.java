package io.muster.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How long public TLS certificates may live, and how long a validation of their names may be used
/// again, by the day of issue.
public record TlsCalendar(NavigableMap<LocalDate, Step> steps) {

    /// @param daysMax the longest life
    /// @param reuseDays the longest time for which a validation counts
    public record Step(int daysMax, int reuseDays) {}

    public TlsCalendar {
        steps = Collections.unmodifiableNavigableMap(new TreeMap<>(steps));
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a calendar has at least one step");
        }
    }

    /// The one that is in force (`public-tls-calendar.csv`).
    public static TlsCalendar shipped() {
        NavigableMap<LocalDate, Step> steps = new TreeMap<>();
        try (InputStream in = TlsCalendar.class.getResourceAsStream("public-tls-calendar.csv")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks public-tls-calendar.csv");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> it.matches("[0-9].*"))
                    .map(it -> it.split(",", -1))
                    .forEach(it ->
                            steps.put(
                                    LocalDate.parse(it[0]),
                                    new Step(Integer.parseInt(it[1]), Integer.parseInt(it[2]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TlsCalendar(steps);
    }

    /// What holds for a certificate that is issued on `day`.
    public Step on(long day) {
        var step = steps.floorEntry(LocalDate.ofEpochDay(day));
        return step == null ? steps.firstEntry().getValue() : step.getValue();
    }
}
