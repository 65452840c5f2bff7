package io.muster.ownership;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which team somebody means who writes `@shop/payments`, `Team Payments` or `anna@example.com`.
///
/// A name that two teams could mean means neither.
public final class Directory {
    private static final int TEXT_MAX = 300;

    /// Words around the name of a team that do not belong to it.
    private static final Pattern AROUND =
            Pattern.compile(
                    "^(?:the-|team-|squad-|group-)+|(?:-team|-squad|-group|-owners|-devs)+$");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    /// Two teams claim it.
    private static final String NOBODY = "";

    private final Map<String, String> teamOf = new HashMap<>();

    /// A team and what else it is called.
    ///
    /// @param contact an address, or empty
    public record Team(String id, String name, String contact) {}

    /// Somebody, and whose they are now.
    ///
    /// @param mail an address, or empty
    /// @param team its id
    public record Person(String id, String name, String mail, String team) {}

    public Directory(Collection<Team> teams, Collection<Person> people) {
        for (Team team : teams) {
            put(slug(team.id()), team.id());
            put(slug(team.name()), team.id());
            put(address(team.contact()), team.id());
        }
        // A person who is called like a team is not the team.
        Map<String, String> ofPeople = new HashMap<>();
        for (Person person : people) {
            claim(ofPeople, slug(person.id()), person.team());
            claim(ofPeople, slug(person.name()), person.team());
            claim(ofPeople, address(person.mail()), person.team());
        }
        ofPeople.forEach(teamOf::putIfAbsent);
        teamOf.remove(NOBODY);
    }

    private void put(String name, String team) {
        claim(teamOf, name, team);
    }

    private static void claim(Map<String, String> names, String name, String team) {
        names.merge(name, team, (one, other) -> one.equals(other) ? one : NOBODY);
    }

    /// The id of the team that `text` means, as far as that is clear.
    public Optional<String> team(String text) {
        if (text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        return known(address(text))
                .or(() -> known(slug(text)))
                .or(() -> known(slug(last(text))))
                .or(() -> text.indexOf('@') > 0 ? known(slug(before(text))) : Optional.empty());
    }

    private Optional<String> known(String name) {
        return Optional.ofNullable(teamOf.get(name)).filter(it -> !it.isEmpty());
    }

    /// Of `@shop/payments` what comes after the organisation.
    private static String last(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static String before(String address) {
        return address.substring(0, address.indexOf('@'));
    }

    private static String address(String text) {
        String stripped = text.strip().toLowerCase(Locale.ROOT);
        return stripped.indexOf('@') > 0 ? "mailto:" + stripped : NOBODY;
    }

    /// `Team Payments` and `payments-team` as `payments`.
    private static String slug(String text) {
        String joined = BETWEEN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-");
        String trimmed = joined.replaceAll("^-|-$", "");
        String name = AROUND.matcher(trimmed).replaceAll("");
        return name.isEmpty() ? trimmed : name;
    }
}
