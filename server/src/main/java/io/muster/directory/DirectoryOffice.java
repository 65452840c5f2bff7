package io.muster.directory;

import io.muster.access.Accounts;
import io.muster.access.Recording;
import io.muster.access.Sessions;
import io.muster.access.Tokens;
import io.muster.audit.Decision;
import io.muster.http.Problem;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Changes what the directory says: each change in the caller's unit with its entry in the audit
/// log, and with what follows from it. Whoever may come in no more has neither session nor token
/// from that moment on, and their departure is noted.
///
/// @param naming by what accounts are joined to people
/// @param random makes ids
public record DirectoryOffice(
        Recording recording, Kept kept, Doors doors, Naming naming, RandomGenerator random) {

    /// Where the directory is kept.
    public record Kept(People people, Groups groups) {}

    /// What is shut when somebody leaves.
    public record Doors(Accounts accounts, Sessions sessions, Tokens tokens) {}

    /// The moment at which something is done.
    public Instant now() {
        return recording.now();
    }

    /// A new id: of people it begins with `u`, of groups with `g`.
    public String newId(char kind) {
        return kind + HexFormat.of().toHexDigits(random.nextLong());
    }

    /// Adds somebody.
    ///
    /// @throws io.muster.http.Refused when somebody has their name, or there are too many
    public Person add(Unit unit, Recording.Deed by, Person person) {
        if (kept.people().count(unit) >= People.MAX) {
            throw Problem.CONFLICT.because("There are 500,000 people already, and no more fit.");
        }
        check(unit, person);
        kept.people().keep(unit, person);
        record(unit, by, "directory.person.add", person, Map.of());
        return person;
    }

    /// Changes somebody, when that changes anything.
    ///
    /// @param change what is wanted of the one that is there
    /// @return empty when there is nobody
    public Optional<Person> change(
            Unit unit, Recording.Deed by, String id, UnaryOperator<Person> change) {
        Optional<Person> there = kept.people().find(unit, id);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        Person before = there.get();
        Person wanted = change.apply(before);
        if (wanted.saysTheSame(before)) {
            return there;
        }
        Person after = before.next(wanted, now());
        check(unit, after);
        kept.people().keep(unit, after);
        record(unit, by, "directory.person.change", after, Map.of("active", "" + after.active()));
        boolean renamed = !naming.of(before).equals(naming.of(after));
        if (before.active() && (!after.active() || renamed)) {
            end(unit, Departure.of(before, Departure.How.INACTIVE, now()), naming.of(before));
        }
        return Optional.of(after);
    }

    /// Removes somebody.
    ///
    /// @return whether they were there
    public boolean remove(Unit unit, Recording.Deed by, String id) {
        Optional<Person> there = kept.people().find(unit, id);
        there.ifPresent(it -> {
            kept.groups().leaveAll(unit, id);
            kept.people().remove(unit, id);
            record(unit, by, "directory.person.remove", it, Map.of());
            end(unit, Departure.of(it, Departure.How.REMOVED, now()), naming.of(it));
        });
        return there.isPresent();
    }

    private void check(Unit unit, Person person) {
        if (kept.people().clash(unit, person).isPresent()) {
            throw Problem.CONFLICT.because(
                    "Somebody else has this userName or externalId already.");
        }
    }

    private void end(Unit unit, Departure departure, String name) {
        kept.people().depart(unit, departure);
        if (!name.isEmpty()) {
            for (String account : doors.accounts().knownAs(unit, name)) {
                doors.sessions().removeOf(unit, account);
                doors.tokens().removeOf(unit, account);
            }
        }
    }

    private void record(
            Unit unit, Recording.Deed by, String action, Person person, Map<String, String> more) {
        Map<String, String> detail = new TreeMap<>(more);
        detail.put("userName", person.userName());
        detail.put("externalId", person.externalId());
        detail.put("name", person.name());
        append(unit, by, action, "directory-person:" + person.id(), detail);
    }

    /// Adds a group without members.
    public Group add(Unit unit, Recording.Deed by, Group group) {
        if (kept.groups().count(unit) >= Groups.MAX) {
            throw Problem.CONFLICT.because("There are 50,000 groups already, and no more fit.");
        }
        check(unit, group);
        kept.groups().keep(unit, group);
        record(unit, by, "directory.group.add", group, Map.of());
        return group;
    }

    /// Changes a group, and who belongs to it.
    ///
    /// @param members what is wanted of those that belong to it
    /// @return the group as it is then
    public Group change(
            Unit unit,
            Recording.Deed by,
            Group before,
            Group wanted,
            UnaryOperator<Set<String>> members) {
        Set<String> were = kept.groups().memberIds(unit, before.id());
        Set<String> are = members.apply(new HashSet<>(were));
        Set<String> come = new HashSet<>(are);
        come.removeAll(were);
        Set<String> go = new HashSet<>(were);
        go.removeAll(are);
        boolean renamed =
                !before.name().equals(wanted.name())
                        || !before.externalId().equals(wanted.externalId());
        if (come.isEmpty() && go.isEmpty() && !renamed) {
            return before;
        }
        if (are.size() > Groups.MEMBERS_MAX) {
            throw Problem.CONFLICT.because("A group has at most 100,000 members.");
        }
        checkKnown(unit, before.id(), come);
        Group after = before.next(wanted.externalId(), wanted.name(), now());
        check(unit, after);
        kept.groups().keep(unit, after);
        kept.groups().join(unit, after.id(), come);
        kept.groups().leave(unit, after.id(), go);
        record(
                unit,
                by,
                "directory.group.change",
                after,
                Map.of(
                        "was",
                        before.name(),
                        "joined",
                        String.join(" ", come),
                        "left",
                        String.join(" ", go)));
        return after;
    }

    private void checkKnown(Unit unit, String group, Collection<String> come) {
        Set<String> known = kept.groups().known(unit, come);
        for (String id : come) {
            if (!known.contains(id) || id.equals(group)) {
                throw Problem.BAD_REQUEST.because(
                        "There is nobody '%s' who could belong to the group.".formatted(id));
            }
        }
    }

    /// Removes a group.
    ///
    /// @return whether it was there
    public boolean removeGroup(Unit unit, Recording.Deed by, String id) {
        Optional<Group> there = kept.groups().find(unit, id);
        there.ifPresent(it -> {
            kept.groups().remove(unit, id);
            record(unit, by, "directory.group.remove", it, Map.of());
        });
        return there.isPresent();
    }

    private void check(Unit unit, Group group) {
        if (kept.groups().clash(unit, group).isPresent()) {
            throw Problem.CONFLICT.because("Another group has this externalId already.");
        }
    }

    private void record(
            Unit unit, Recording.Deed by, String action, Group group, Map<String, String> more) {
        Map<String, String> detail = new TreeMap<>(more);
        detail.put("name", group.name());
        append(unit, by, action, "directory-group:" + group.id(), detail);
    }

    private void append(
            Unit unit,
            Recording.Deed by,
            String action,
            String subject,
            Map<String, String> detail) {
        recording
                .log()
                .append(
                        unit,
                        Decision.of(now(), by.actor(), by.request(), action, subject, detail));
    }
}
