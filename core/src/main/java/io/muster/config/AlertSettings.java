package io.muster.config;

import io.muster.model.Malformed;
import io.muster.model.Severity;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the configuration says of alerts: by which ways they leave, which go where, and when nobody
/// wants to be woken.
///
/// @param rules of which every new finding is told, whatever its severity
/// @param expected who may issue for which names
/// @param quiet when what is not critical waits
/// @param templates folder of texts that replace ours
/// @param link the address of the console, for links in messages
/// @param audit names of channels to which the audit log goes too
public record AlertSettings(
        List<ChannelSetting> channels,
        List<Route> routes,
        List<String> rules,
        List<Expected> expected,
        Optional<Quiet> quiet,
        Optional<Path> templates,
        Optional<String> link,
        List<String> audit) {
    /// Nothing is said: alerts are kept and shown, and go nowhere.
    public static final AlertSettings NONE =
            new AlertSettings(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    private static final int ITEMS_MAX = 200;
    private static final Pattern HOURS =
            Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])");

    public AlertSettings {
        channels = List.copyOf(channels);
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
        expected = List.copyOf(expected);
        audit = List.copyOf(audit);
    }

    /// Alerts that fit go to all of the channels; what is empty fits everything.
    ///
    /// @param severity this one or worse
    public record Route(
            List<String> kinds,
            Optional<Severity> severity,
            List<String> teams,
            List<String> channels) {
        public Route {
            kinds = List.copyOf(kinds);
            teams = List.copyOf(teams);
            channels = List.copyOf(channels);
        }
    }

    /// Who may issue certificates for some names.
    ///
    /// @param names with `*` for anything
    /// @param issuers subjects of authorities, with `*` for anything
    public record Expected(List<String> names, List<String> issuers) {
        public Expected {
            names = List.copyOf(names);
            issuers = List.copyOf(issuers);
        }
    }

    /// Each day from one time to another, which may be on the next day.
    public record Quiet(LocalTime from, LocalTime until, ZoneId zone) {}

    /// Binds `alerts`.
    ///
    /// @throws Malformed naming the first mistake
    static AlertSettings of(Configuration configuration) throws Malformed {
        List<ChannelSetting> channels = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Item item : Estate.items(configuration, "alerts.channels", ITEMS_MAX)) {
            ChannelSetting channel = ChannelSetting.of(item);
            if (!names.add(channel.name())) {
                throw item.wrong("name", "'" + channel.name() + "' is there twice");
            }
            channels.add(channel);
        }
        List<Route> routes = new ArrayList<>();
        for (Item item : Estate.items(configuration, "alerts.routes", ITEMS_MAX)) {
            routes.add(route(item, names));
        }
        List<Expected> expected = new ArrayList<>();
        for (Item item : Estate.items(configuration, "alerts.issuers", ITEMS_MAX)) {
            Expected one = new Expected(item.texts("names"), item.texts("issuers"));
            item.end();
            if (one.names().isEmpty()) {
                throw item.wrong("names", "is missing");
            }
            expected.add(one);
        }
        return new AlertSettings(
                channels,
                routes,
                configuration.texts("alerts.rules"),
                expected,
                quiet(configuration),
                configuration.text("alerts.templates").map(Path::of),
                configuration.text("alerts.link"),
                audit(configuration, channels));
    }

    private static List<String> audit(Configuration configuration, List<ChannelSetting> channels)
            throws Malformed {
        List<String> names = configuration.texts("alerts.audit");
        for (String name : names) {
            if (channels.stream().noneMatch(it -> it.name().equals(name))) {
                throw new Malformed("alerts.audit names '%s', which is no channel".formatted(name));
            }
        }
        return names;
    }

    private static Route route(Item item, Set<String> channels) throws Malformed {
        Optional<String> severity = item.some("severity");
        if (severity.isPresent() && !severity.get().matches("critical|high|medium|low|info")) {
            throw item.wrong("severity", "must be " + Setting.Kind.SEVERITY.expectation());
        }
        Route route =
                new Route(
                        item.texts("kinds"),
                        severity.map(Severity::of),
                        item.texts("teams"),
                        item.texts("channels"));
        item.end();
        for (String channel : route.channels()) {
            if (!channels.contains(channel)) {
                throw item.wrong("channels", "names '" + channel + "', which is no channel");
            }
        }
        return route;
    }

    private static Optional<Quiet> quiet(Configuration configuration) throws Malformed {
        Optional<String> hours = configuration.text("alerts.quiet-hours");
        if (hours.isEmpty()) {
            return Optional.empty();
        }
        Matcher form = HOURS.matcher(hours.get());
        if (!form.matches()) {
            throw new Malformed("'alerts.quiet-hours' must be HH:MM-HH:MM, such as 22:00-07:00");
        }
        String zone = configuration.text("alerts.time-zone").orElse("UTC");
        try {
            return Optional.of(
                    new Quiet(
                            LocalTime.of(number(form, 1), number(form, 2)),
                            LocalTime.of(number(form, 3), number(form, 4)),
                            ZoneId.of(zone)));
        } catch (DateTimeException e) {
            throw new Malformed("'alerts.time-zone' must be a zone, such as Europe/Berlin", e);
        }
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }
}
