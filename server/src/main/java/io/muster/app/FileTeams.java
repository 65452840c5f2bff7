package io.muster.app;

import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.config.Estate;
import io.muster.config.TeamSetting;
import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.owners.Teams;
import io.muster.model.Malformed;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Takes in the teams that the configuration names: new ones are made, changed ones changed. One
/// that it does not name any more stays, because it may own something; from then on people change
/// it.
record FileTeams(Estate estate, Teams teams, Audited audited, InstantSource clock) {
    private static final int ATTEMPTS = 3;
    private static final Actor ACTOR = new Actor("configuration", "start");

    /// Makes the teams those of the configuration. Nodes that start at once do it together.
    ///
    /// @throws Malformed naming a team that cannot be what the configuration says
    void take() throws Malformed {
        for (TeamSetting setting : estate.teams()) {
            take(setting);
        }
    }

    private void take(TeamSetting setting) throws Malformed {
        for (int attempt = 1; ; attempt++) {
            Optional<Teams.Team> before = teams.team(setting.id());
            Teams.Team wanted =
                    new Teams.Team(
                            setting.id(),
                            setting.name(),
                            setting.contact(),
                            setting.escalation(),
                            setting.parent(),
                            before.map(Teams.Team::version).orElse(0L));
            if (before.equals(Optional.of(wanted))) {
                return;
            }
            try {
                save(wanted);
                return;
            } catch (Refused e) {
                // Another node was first; what is left to do shows when it is looked at again.
                if (e.kind() != Refused.Kind.STALE || attempt == ATTEMPTS) {
                    throw new Malformed(
                            "%s: teams.list, '%s': %s"
                                    .formatted(estate.file(), setting.id(), e.getMessage()),
                            e);
                }
            }
        }
    }

    private void save(Teams.Team team) {
        Decision decision =
                Decision.of(
                        clock.instant(),
                        ACTOR.name(),
                        ACTOR.requestId(),
                        "team.save",
                        "team:" + team.id(),
                        Map.of("name", team.name(), "contact", team.contact()));
        Teams.Team _ = audited.change(decision, unit -> teams.save(unit, team, ACTOR));
    }

    /// The file that says what the team of this id is, when it does.
    Optional<String> fileOf(String id) {
        return estate.teams().stream().anyMatch(it -> it.id().equals(id))
                ? Optional.of(estate.file())
                : Optional.empty();
    }
}
