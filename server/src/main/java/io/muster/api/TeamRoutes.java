package io.muster.api;

import static io.muster.http.Operation.delete;
import static io.muster.http.Operation.get;
import static io.muster.http.Operation.put;

import io.muster.http.Page;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.owners.Teams;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Who answers for machines: teams, and people in them.
///
/// @param fileOf the configuration file that says what the team of this id is, when it does
/// @param hasRoles is any role given for the team of this id? Another team of that id would inherit
record TeamRoutes(
        Teams teams,
        Function<String, Optional<String>> fileOf,
        Predicate<String> hasRoles,
        Writing writing) {
    private static final String TEAM = "/api/v1/teams/{id}";
    private static final String PERSON = "/api/v1/people/{id}";

    List<Route> routes() {
        return List.of(
                get("/api/v1/teams", Permission.READ, "Teams.")
                        .forTeams()
                        .listing(Team.class)
                        .by(it ->
                                Response.json(
                                        Page.whole(
                                                teams.teams().stream()
                                                        .filter(team -> isSeen(it, team))
                                                        .map(this::shape)
                                                        .toList()))),
                get(TEAM, Permission.READ, "One team.")
                        .forTeams()
                        .answering(Team.class)
                        .by(it -> shown(team(it))),
                put(TEAM, Permission.ADMINISTER, "Makes or changes a team.")
                        .taking(TeamChange.class)
                        .answering(Team.class)
                        .by(this::saveTeam),
                delete(TEAM, Permission.ADMINISTER, "Removes a team that owns nothing.")
                        .by(this::removeTeam),
                get("/api/v1/people", Permission.READ, "People.")
                        .forTeams()
                        .listing(Teams.Person.class)
                        .by(it ->
                                Response.json(
                                        Page.whole(
                                                teams.people().stream()
                                                        .filter(person -> isSeen(it, person))
                                                        .toList()))),
                get(PERSON, Permission.READ, "One person.")
                        .forTeams()
                        .answering(Teams.Person.class)
                        .by(it -> shown(person(it))),
                put(PERSON, Permission.ADMINISTER, "Makes or changes a person.")
                        .taking(PersonChange.class)
                        .answering(Teams.Person.class)
                        .by(this::savePerson),
                delete(PERSON, Permission.ADMINISTER, "Removes a person.").by(this::removePerson));
    }

    /// Who says what a team is.
    enum Origin {
        CONFIGURATION,
        PEOPLE
    }

    /// A team, and who says what it is.
    record Team(
            String id,
            String name,
            String contact,
            String escalation,
            Optional<String> parent,
            Origin origin,
            long version) {}

    record TeamChange(
            String name,
            Optional<String> contact,
            Optional<String> escalation,
            Optional<String> parent) {}

    record PersonChange(String name, Optional<String> mail, Optional<String> team) {}

    private static boolean isSeen(Request request, Teams.Team team) {
        return Asking.may(request, Permission.READ, Optional.of(team.id()));
    }

    private static boolean isSeen(Request request, Teams.Person person) {
        return Asking.may(request, Permission.READ, person.team());
    }

    private Teams.Team team(Request request) {
        return teams.team(request.variable("id"))
                .filter(it -> isSeen(request, it))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such team."));
    }

    private Teams.Person person(Request request) {
        return teams.person(request.variable("id"))
                .filter(it -> isSeen(request, it))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such person."));
    }

    private Team shape(Teams.Team it) {
        return new Team(
                it.id(),
                it.name(),
                it.contact(),
                it.escalation(),
                it.parent(),
                fileOf.apply(it.id()).isPresent() ? Origin.CONFIGURATION : Origin.PEOPLE,
                it.version());
    }

    private Response shown(Teams.Team team) {
        return Response.json(shape(team)).version(team.version());
    }

    private static Response shown(Teams.Person person) {
        return Response.json(person).version(person.version());
    }

    /// The version to change: what the client has read, or 0 for one that is not there yet.
    private static long version(Request request, boolean present) {
        return present ? request.version() : 0;
    }

    private void checkFile(String id) {
        fileOf.apply(id)
                .ifPresent(file -> {
                    throw Problem.CONFLICT.because(
                            "This team is set in %s; change it there and start the server again."
                                    .formatted(file));
                });
    }

    private Response saveTeam(Request request) {
        String id = request.variable("id");
        checkFile(id);
        TeamChange change = request.json(TeamChange.class);
        Teams.Team team =
                new Teams.Team(
                        id,
                        change.name(),
                        change.contact().orElse(""),
                        change.escalation().orElse(""),
                        change.parent(),
                        version(request, teams.team(id).isPresent()));
        Teams.Team saved =
                writing.change(
                        request,
                        "team.save",
                        "team:" + id,
                        Map.of("name", team.name(), "contact", team.contact()),
                        unit -> teams.save(unit, team, Writing.actor(request)));
        return shown(saved);
    }

    private Response removeTeam(Request request) {
        String id = request.variable("id");
        checkFile(id);
        if (hasRoles.test(id)) {
            throw Problem.CONFLICT.because(
                    "Roles are given for this team; take them away first (/api/v1/grants).");
        }
        long version = request.version();
        boolean _ =
                writing.change(
                        request,
                        "team.remove",
                        "team:" + id,
                        Map.of(),
                        unit -> {
                            teams.removeTeam(unit, id, version, Writing.actor(request));
                            return true;
                        });
        return Response.nothing();
    }

    private Response savePerson(Request request) {
        String id = request.variable("id");
        PersonChange change = request.json(PersonChange.class);
        Teams.Person person =
                new Teams.Person(
                        id,
                        change.name(),
                        change.mail().orElse(""),
                        change.team(),
                        version(request, teams.person(id).isPresent()));
        Teams.Person saved =
                writing.change(
                        request,
                        "person.save",
                        "person:" + id,
                        Map.of("name", person.name(), "team", person.team().orElse("")),
                        unit -> teams.save(unit, person, Writing.actor(request)));
        return shown(saved);
    }

    private Response removePerson(Request request) {
        String id = request.variable("id");
        long version = request.version();
        boolean _ =
                writing.change(
                        request,
                        "person.remove",
                        "person:" + id,
                        Map.of(),
                        unit -> {
                            teams.removePerson(unit, id, version, Writing.actor(request));
                            return true;
                        });
        return Response.nothing();
    }
}
