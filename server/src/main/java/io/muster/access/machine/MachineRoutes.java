package io.muster.access.machine;

import static io.muster.http.Operation.get;

import io.muster.http.Page;
import io.muster.http.Permission;
import io.muster.http.Response;
import io.muster.http.Route;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which machines are let in, and which came.
public record MachineRoutes(MachineSignIn machines, MachineUses uses) {

    /// A rule, and who last came by it.
    ///
    /// @param proof what must be shown, in words
    public record Shown(
            String name,
            String proof,
            Set<Permission> scope,
            List<String> places,
            List<String> teams,
            Optional<String> lastSubject,
            Optional<Instant> lastUsedAt) {}

    /// All of them.
    public List<Route> routes() {
        return List.of(
                get(
                                "/api/v1/machines",
                                Permission.AUDIT,
                                "The rules that let machines in, and who last came by each.")
                        .listing(Shown.class)
                        .by(_ -> Response.json(Page.whole(rules()))),
                get(
                                "/api/v1/machines/uses",
                                Permission.AUDIT,
                                "The machines that came, the last first.")
                        .listing(MachineUses.Use.class)
                        .by(_ -> Response.json(Page.whole(uses.all()))));
    }

    private List<Shown> rules() {
        Map<String, MachineUses.Use> last =
                uses.all().stream()
                        .collect(Collectors.toMap(MachineUses.Use::rule, it -> it, (a, _) -> a));
        return machines.rules().stream().map(it -> shown(it, last.get(it.name()))).toList();
    }

    private static Shown shown(MachineRule rule, MachineUses.@Nullable Use last) {
        Optional<MachineUses.Use> use = Optional.ofNullable(last);
        return new Shown(
                rule.name(),
                words(rule.proof()),
                rule.scope(),
                rule.places(),
                rule.teams(),
                use.map(MachineUses.Use::subject),
                use.map(MachineUses.Use::last));
    }

    private static String words(MachineRule.Proof proof) {
        return switch (proof) {
            case MachineRule.Proof.Certificate it ->
                    "certificate "
                            + it.kind().name().toLowerCase(Locale.ROOT)
                            + ":"
                            + it.name().text()
                            + it.issuer().map(by -> " by " + by.getName()).orElse("");
            case MachineRule.Proof.Token it ->
                    "token of "
                            + it.issuer()
                            + " with "
                            + new TreeMap<>(it.claims())
                                    .entrySet().stream()
                                            .map(one -> one.getKey() + "=" + one.getValue().text())
                                            .collect(Collectors.joining(", "));
        };
    }
}
