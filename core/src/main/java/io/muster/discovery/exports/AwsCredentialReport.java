package io.muster.discovery.exports;

import io.muster.discovery.ContentReader;
import io.muster.discovery.ContentStream;
import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.ManagedKey;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What `aws iam get-credential-report` gives, decoded: a line a user.
///
/// The report has no key ids. A key is therefore known by its user, its slot and the time it was
/// made, and is not the same credential as a leak of which only the id is known.
record AwsCredentialReport() implements Export {
    private static final List<String> SLOTS = List.of("access_key_1", "access_key_2");

    @Override
    public boolean recognises(String head) {
        return head.startsWith("user,arn,user_creation_time,password_enabled");
    }

    @Override
    public void read(Reading reading, ContentReader inner) throws IOException, Malformed {
        try (BufferedReader text =
                new BufferedReader(
                        new InputStreamReader(
                                new ContentStream(reading.content()), StandardCharsets.UTF_8))) {
            Csv csv = new Csv(text);
            List<String> header = csv.next();
            for (List<String> record = csv.next(); !record.isEmpty(); record = csv.next()) {
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < Math.min(header.size(), record.size()); i++) {
                    row.put(header.get(i).replace("\uFEFF", ""), record.get(i));
                }
                user(reading, row);
            }
        }
    }

    private static void user(Reading reading, Map<String, String> row) {
        Optional<AwsPrincipal> principal = AwsPrincipal.of(row.getOrDefault("arn", ""));
        if (principal.isEmpty()) {
            reading.out()
                    .accept(
                            new Observation.Unreadable(
                                    reading.content().place(),
                                    "a line of the report names no AWS user"));
            return;
        }
        Anchor anchor = principal.get().anchor();
        Place place = principal.get().place();
        TreeMap<String, Object> facts = new TreeMap<>(reading.content().facts().values());
        facts.put("archive", reading.content().place().text());
        facts.put("arn", row.getOrDefault("arn", ""));
        put(row, "user_creation_time", "created", facts);
        put(row, "password_last_changed", "passwordChanged", facts);
        facts.put("console", yes(row, "password_enabled"));
        facts.put("mfa", yes(row, "mfa_active"));
        facts.put("keys", SLOTS.stream().filter(it -> yes(row, it + "_active")).count());
        Stream.of(
                        "password_last_used",
                        "access_key_1_last_used_date",
                        "access_key_2_last_used_date")
                .flatMap(it -> value(row, it).stream())
                .max(String::compareTo)
                .ifPresent(it -> facts.put("lastUsed", it));
        reading.out()
                .accept(
                        new Observation.Registered(
                                anchor,
                                new Sighting(
                                        anchor,
                                        place,
                                        Role.REGISTERED,
                                        reading.source(),
                                        reading.at(),
                                        Facts.of(facts))));
        for (String slot : SLOTS) {
            accessKey(reading, row, slot, anchor, place);
        }
    }

    private static void accessKey(
            Reading reading, Map<String, String> row, String slot, Anchor user, Place place) {
        Optional<String> made = value(row, slot + "_last_rotated");
        boolean active = yes(row, slot + "_active");
        if (!active && made.isEmpty()) {
            return;
        }
        ManagedKey key =
                new ManagedKey(
                        "aws-iam",
                        row.getOrDefault("arn", "") + "/" + slot.replace('_', '-'),
                        made.orElse(""),
                        Optional.empty(),
                        Optional.empty());
        TreeMap<String, Object> facts = new TreeMap<>(reading.content().facts().values());
        facts.put("archive", reading.content().place().text());
        facts.put("status", active ? "active" : "inactive");
        made.ifPresent(it -> facts.put("created", it));
        put(row, slot + "_last_used_date", "lastUsed", facts);
        put(row, slot + "_last_used_service", "lastUsedService", facts);
        reading.out()
                .accept(
                        new Observation.Sighted(
                                key,
                                new Sighting(
                                        key.id(),
                                        place.inside("/" + slot.replace('_', '-')),
                                        Role.REGISTERED,
                                        reading.source(),
                                        reading.at(),
                                        Facts.of(facts)),
                                List.of(user)));
    }

    private static boolean yes(Map<String, String> row, String column) {
        return "true".equalsIgnoreCase(row.get(column));
    }

    private static void put(
            Map<String, String> row, String column, String fact, Map<String, Object> facts) {
        value(row, column).ifPresent(it -> facts.put(fact, it));
    }

    /// The report writes `N/A`, `not_supported` and `no_information` for nothing.
    private static Optional<String> value(Map<String, String> row, String column) {
        return Optional.ofNullable(row.get(column))
                .filter(it -> !it.isBlank())
                .filter(it -> !List.of("N/A", "not_supported", "no_information").contains(it));
    }
}
