package io.muster.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What is to be done each day when the same certificates are renewed under the calendar that is to
/// come: each at two thirds of its life (at half of what lives ten days at most), for as long as it
/// was issued for until now, or for as long as is allowed on the day, whatever is less.
///
/// A renewal is one order and, at each place, one deployment. It is validated anew when its last
/// validation is older than may be used again on that day; how many names a certificate has is not
/// asked, so a validation is that of one certificate.
public final class Rehearsal {
    /// So many days at most: to the end of 2032.
    public static final int DAYS_MAX = 2_300;

    private static final int SHORT_DAYS = 10;

    private final TlsCalendar calendar;
    private final long from;
    private final int days;
    private final List<Limit> limits;

    /// @param from the first day, counted from 1970
    /// @param days how many days are rehearsed
    public Rehearsal(TlsCalendar calendar, long from, int days, List<Limit> limits) {
        this.calendar = calendar;
        this.from = from;
        this.days = Math.clamp(days, 1, DAYS_MAX);
        this.limits = List.copyOf(limits);
    }

    /// Certificates that are alike.
    ///
    /// @param team its id; empty when nobody owns them
    /// @param begun the day of their issue, counted from 1970
    /// @param life in days
    /// @param places all of them are at, together
    public record Group(
            String team, String issuer, long begun, int life, long certificates, long places) {}

    /// What one authority allows.
    ///
    /// @param issuer a pattern in which `*` is anything
    /// @param orders in `days` days
    public record Limit(String issuer, long orders, int days) {
        public Limit {
            if (issuer.isBlank() || issuer.length() > 300 || orders < 1 || days < 1 || days > 366) {
                throw new IllegalArgumentException(
                        "a rate limit is ISSUER=ORDERS/DAYS, such as *Encrypt*=300/1");
            }
        }

        /// Reads `*Let's Encrypt*=300/1`.
        public static Limit parse(String text) {
            int equals = text.lastIndexOf('=');
            String[] numbers = text.substring(equals + 1).split("/", -1);
            if (equals < 1
                    || numbers.length != 2
                    || !numbers[0].matches("[0-9]{1,9}")
                    || !numbers[1].matches("[0-9]{1,3}")) {
                throw new IllegalArgumentException(
                        "a rate limit is ISSUER=ORDERS/DAYS, such as *Encrypt*=300/1");
            }
            return new Limit(
                    text.substring(0, equals).strip(),
                    Long.parseLong(numbers[0]),
                    Integer.parseInt(numbers[1]));
        }

        boolean isOf(String name) {
            String folded = name.toLowerCase(Locale.ROOT);
            int at = 0;
            String[] parts = issuer.toLowerCase(Locale.ROOT).split("\\*", -1);
            for (int i = 0; i < parts.length; i++) {
                int found = folded.indexOf(parts[i], at);
                if (found < 0 || (i == 0 && found != 0)) {
                    return false;
                }
                at = found + parts[i].length();
            }
            return parts[parts.length - 1].isEmpty() || folded.endsWith(parts[parts.length - 1]);
        }
    }

    /// What is to be done by somebody, day by day.
    public static final class Load {
        private final long[] renewals;
        private final long[] validations;
        private final long[] deployments;

        private Load(int days) {
            renewals = new long[days];
            validations = new long[days];
            deployments = new long[days];
        }

        public long renewals(int day) {
            return renewals[day];
        }

        public long validations(int day) {
            return validations[day];
        }

        public long deployments(int day) {
            return deployments[day];
        }

        /// All from `day` on, for `count` days.
        public long renewals(int day, int count) {
            long sum = 0;
            for (int i = day; i < Math.min(renewals.length, day + count); i++) {
                sum += renewals[i];
            }
            return sum;
        }
    }

    /// On `day` more is ordered in the days of the limit than it allows.
    ///
    /// @param orders on the worst of those days
    /// @param byTeam whose they are, by the team's id; empty for what nobody owns
    public record Breach(
            String issuer,
            Limit limit,
            int day,
            long orders,
            int breaches,
            Map<String, Long> byTeam) {
        public Breach {
            byTeam = Map.copyOf(byTeam);
        }
    }

    /// @param all together
    /// @param byTeam by id; empty for what nobody owns
    /// @param byIssuer by name
    /// @param breaches the first and worst of each authority and limit
    public record Plan(
            Load all, Map<String, Load> byTeam, Map<String, Load> byIssuer, List<Breach> breaches) {
        public Plan {
            byTeam = Map.copyOf(byTeam);
            byIssuer = Map.copyOf(byIssuer);
            breaches = List.copyOf(breaches);
        }
    }

    /// Rehearses all of it.
    public Plan of(List<Group> groups) {
        Load all = new Load(days);
        Map<String, Load> byTeam = new TreeMap<>();
        Map<String, Load> byIssuer = new LinkedHashMap<>();
        for (Group group : groups) {
            List<Load> loads =
                    List.of(
                            all,
                            byTeam.computeIfAbsent(group.team(), _ -> new Load(days)),
                            byIssuer.computeIfAbsent(group.issuer(), _ -> new Load(days)));
            rehearse(group, loads);
        }
        return new Plan(all, byTeam, byIssuer, breaches(byIssuer, groups));
    }

    private void rehearse(Group group, List<Load> loads) {
        long validated = group.begun();
        // What should have been renewed before is renewed today.
        long day = Math.max(from, renewal(group.begun(), group.life()));
        while (day < from + days) {
            TlsCalendar.Step step = calendar.on(day);
            int at = (int) (day - from);
            boolean anew = day - validated >= step.reuseDays();
            for (Load load : loads) {
                load.renewals[at] += group.certificates();
                load.deployments[at] += group.places();
                load.validations[at] += anew ? group.certificates() : 0;
            }
            validated = anew ? day : validated;
            day = Math.max(day + 1, renewal(day, Math.min(group.life(), step.daysMax())));
        }
    }

    private static long renewal(long begun, int life) {
        return begun + Math.max(1, life <= SHORT_DAYS ? life / 2 : life * 2L / 3);
    }

    private List<Breach> breaches(Map<String, Load> byIssuer, List<Group> groups) {
        List<Breach> breaches = new ArrayList<>();
        byIssuer.forEach((issuer, load) -> {
            for (Limit limit : limits) {
                if (limit.isOf(issuer)) {
                    breach(issuer, limit, load, groups, breaches);
                }
            }
        });
        return breaches;
    }

    private void breach(
            String issuer, Limit limit, Load load, List<Group> groups, List<Breach> breaches) {
        long worst = 0;
        int worstDay = 0;
        int first = -1;
        int count = 0;
        for (int day = 0; day < days; day++) {
            long orders = load.renewals(day, limit.days());
            if (orders > limit.orders()) {
                first = first < 0 ? day : first;
                worstDay = orders > worst ? day : worstDay;
                worst = Math.max(worst, orders);
                count++;
            }
        }
        if (first >= 0) {
            breaches.add(
                    new Breach(
                            issuer,
                            limit,
                            first,
                            worst,
                            count,
                            orders(issuer, worstDay, limit.days(), groups)));
        }
    }

    /// Who orders how many of an authority from `day` on, for `count` days.
    private Map<String, Long> orders(String issuer, int day, int count, List<Group> groups) {
        Map<String, Load> loads = new TreeMap<>();
        for (Group group : groups) {
            if (group.issuer().equals(issuer)) {
                rehearse(group, List.of(loads.computeIfAbsent(group.team(), _ -> new Load(days))));
            }
        }
        Map<String, Long> orders = new TreeMap<>();
        loads.forEach((team, load) -> orders.put(team, load.renewals(day, count)));
        orders.values().removeIf(it -> it == 0);
        return orders;
    }
}
