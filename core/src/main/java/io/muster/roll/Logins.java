package io.muster.roll;

import io.muster.model.CredentialId;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.roll.anchor.Where;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// A key that opens an account is a grant: the holder may log in there, under the options of its
/// line.
final class Logins {
    private record Line(CredentialId holder, Place place) {}

    private final Set<Line> granted = new HashSet<>();
    private final Collection<Grant> grants;

    /// @param grants those that sources gave; more are added
    Logins(Collection<Grant> grants) {
        this.grants = grants;
        for (Grant grant : List.copyOf(grants)) {
            if (grant.holder() instanceof CredentialId holder) {
                granted.add(new Line(holder, grant.place()));
            }
        }
    }

    void add(CredentialId holder, List<Sighting> sightings) {
        for (Sighting sighting : sightings) {
            boolean login = sighting.role() == Role.AUTHORIZED && sighting.facts().has("account");
            if (login && granted.add(new Line(holder, sighting.place()))) {
                TreeMap<String, Object> scope = new TreeMap<>();
                for (String fact : List.of("options", "principals")) {
                    List<String> values = sighting.facts().list(fact);
                    if (!values.isEmpty()) {
                        scope.put(fact, values);
                    }
                }
                String account = sighting.facts().text("account").orElseThrow();
                grants.add(
                        new Grant(
                                holder,
                                "login",
                                account + "@" + Where.host(sighting.place()),
                                Facts.of(scope),
                                sighting.place()));
            }
        }
    }
}
