package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Name;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A wildcard certificate belongs to the services that use it, each at its place: the server names
/// that a configuration gives it, or that were asked for where it was served. Where no place tells
/// a name, the wildcard itself is the name.
record WildcardUse() implements AnchorRule {

    @Override
    public String name() {
        return "wildcard-use";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        if (!(seen.credential() instanceof X509Certificate certificate)) {
            return List.of();
        }
        List<String> suffixes =
                certificate.subjectAltNames().stream()
                        .filter(it -> it instanceof Name.Dns && it.text().startsWith("*."))
                        .map(it -> it.text().substring(1))
                        .toList();
        if (suffixes.isEmpty()) {
            return List.of();
        }
        Map<String, Identity> services = new LinkedHashMap<>();
        for (Sighting sighting : seen.sightings()) {
            used(seen, sighting)
                    .filter(it -> suffixes.stream().anyMatch(suffix -> covers(suffix, it)))
                    .forEach(it -> services.putIfAbsent(it, service(it, sighting)));
        }
        return List.copyOf(services.values());
    }

    private Identity service(String serverName, Sighting sighting) {
        return new Identity(
                new Anchor(Anchor.Kind.SERVICE, "", serverName),
                name(),
                List.of("uses the wildcard at " + sighting.place()));
    }

    private static Stream<String> used(Seen seen, Sighting sighting) {
        List<Facts> references = seen.references().getOrDefault(sighting.place(), List.of());
        return Stream.concat(
                sighting.facts().text("sni").stream(),
                references.stream().flatMap(it -> it.list("serverName").stream()));
    }

    /// One label more than the wildcard's suffix (RFC 6125, 6.4.3).
    private static boolean covers(String suffix, String serverName) {
        return serverName.endsWith(suffix)
                && serverName.length() > suffix.length()
                && serverName.indexOf('.') == serverName.length() - suffix.length()
                && !serverName.startsWith("*");
    }
}
