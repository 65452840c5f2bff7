package io.muster.store.figures;

import io.muster.store.Session;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The figures that `Tally` keeps, all at once.
record Counters(TreeMap<String, Long> values, Map<Long, long[]> expiring) {
    private static final String EXPIRES = "expires:";
    private static final int SEVERITIES = 6;

    static Counters none() {
        return new Counters(new TreeMap<>(), new TreeMap<>());
    }

    static Counters read(Session session) throws SQLException {
        Counters counters = none();
        session.each(
                "SELECT name, value FROM counter", row -> counters.add(row.text(1), row.number(2)));
        return counters;
    }

    void add(String name, long value) {
        if (!name.startsWith(EXPIRES)) {
            values.merge(name, value, Long::sum);
            return;
        }
        String[] parts = name.split(":", -1);
        expiring.computeIfAbsent(Long.valueOf(parts[1]), _ -> new long[SEVERITIES])[
                        Integer.parseInt(parts[2])] +=
                value;
    }

    Map<String, Long> named(String... names) {
        Map<String, Long> named = new LinkedHashMap<>();
        for (String name : names) {
            named.put(name, values.getOrDefault(name, 0L));
        }
        return named;
    }

    /// All whose names begin with `prefix`, without it.
    Map<String, Long> below(String prefix) {
        Map<String, Long> below = new LinkedHashMap<>();
        values.tailMap(prefix).entrySet().stream()
                .takeWhile(it -> it.getKey().startsWith(prefix))
                .filter(it -> it.getValue() != 0)
                .forEach(it -> below.put(it.getKey().substring(prefix.length()), it.getValue()));
        return below;
    }

    /// How many expire in the days from `from` to before `until`.
    long expiring(long from, long until) {
        return expiring.entrySet().stream()
                .filter(it -> it.getKey() >= from && it.getKey() < until)
                .mapToLong(it -> Arrays.stream(it.getValue()).sum())
                .sum();
    }

    /// Those of them whose worst open finding is of `severity`.
    long expiring(long from, long until, long severity) {
        return expiring.entrySet().stream()
                .filter(it -> it.getKey() >= from && it.getKey() < until)
                .mapToLong(it -> it.getValue()[(int) severity])
                .sum();
    }
}
