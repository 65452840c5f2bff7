package io.muster.directory;

import io.muster.access.Recording;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Makes what is kept of the directory what a snapshot says: first who goes, then who changes, then
/// who comes, so that a name can go from one to another.
///
/// A directory that suddenly knows few of those it knew is more likely broken than right: what
/// would keep out many at once is refused until somebody says that it is so.
///
/// @param removalsMax in percent of those who may come in, how many a snapshot may keep out
public record Synchronization(DirectoryOffice office, int removalsMax) {
    private static final int READ_AT_ONCE = 1000;
    private static final int WRITTEN_AT_ONCE = 200;

    /// So many may always go.
    private static final int FEW = 5;

    private static final int NAMED_MAX = 100;

    /// What a snapshot changes.
    ///
    /// @param out user names of those who may come in no more, the first hundred
    public record Differences(
            int added,
            int changed,
            int removed,
            int groupsAdded,
            int groupsChanged,
            int groupsRemoved,
            List<String> out) {
        public Differences {
            out = List.copyOf(out);
        }
    }

    /// What there is, what there is to be, and what that takes.
    ///
    /// @param out all who may come in no more
    private record Plan(
            Map<String, Person> people,
            Map<String, Group> groups,
            List<Snapshot.Somebody> come,
            List<Snapshot.Somebody> change,
            List<Person> go,
            List<String> out) {}

    /// What `snapshot` would change among people, and which groups would come and go.
    public Differences differences(Snapshot snapshot) {
        return told(plan(snapshot), snapshot, 0);
    }

    /// Does it.
    ///
    /// @param guard whether many may be kept out at once
    /// @throws TooMany when they are
    public Differences apply(Snapshot snapshot, Recording.Deed by, Guard guard) throws TooMany {
        Plan plan = plan(snapshot);
        long active = plan.people().values().stream().filter(Person::active).count();
        long allowed = Math.max(FEW, active * removalsMax / 100);
        if (guard == Guard.ON && plan.out().size() > allowed) {
            throw new TooMany(plan.out().size(), active);
        }
        Instant now = office.now();
        inParts(plan.go(), (unit, it) -> office.remove(unit, by, it.id()));
        inParts(
                plan.change(),
                (unit, it) ->
                        office.change(
                                unit,
                                by,
                                Objects.requireNonNull(plan.people().get(it.externalId())).id(),
                                before -> person(before.id(), it, now)));
        inParts(
                plan.come(),
                (unit, it) -> office.add(unit, by, person(office.newId('u'), it, now)));
        return told(plan, snapshot, groups(snapshot, by, plan));
    }

    /// Whether many may be kept out at once.
    public enum Guard {
        ON,
        OFF
    }

    /// A snapshot that would keep out too many.
    public static final class TooMany extends Exception {
        private static final long serialVersionUID = 1;

        private TooMany(int out, long active) {
            super(
                    ("the directory would keep out %d of %d people, which is more than ldap.removals-max;"
                                    + " if that is right, run muster directory sync --force")
                            .formatted(out, active));
        }
    }

    private Plan plan(Snapshot snapshot) {
        Map<String, Person> people = new LinkedHashMap<>();
        List<Person> nameless = new ArrayList<>();
        for (Person it :
                all(skip ->
                        office.kept()
                                .people()
                                .page(new Wanted.All(), skip, READ_AT_ONCE)
                                .items())) {
            if (it.externalId().isEmpty()) {
                nameless.add(it);
            } else {
                people.put(it.externalId(), it);
            }
        }
        Map<String, Group> groups =
                all(skip ->
                                office.kept()
                                        .groups()
                                        .page(new Wanted.All(), skip, READ_AT_ONCE)
                                        .items())
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        it ->
                                                it.externalId().isEmpty()
                                                        ? "\n" + it.id()
                                                        : it.externalId(),
                                        it -> it));
        List<Snapshot.Somebody> come = new ArrayList<>();
        List<Snapshot.Somebody> change = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> out = new ArrayList<>();
        for (Snapshot.Somebody it : snapshot.people()) {
            Person before = people.get(it.externalId());
            seen.add(it.externalId());
            if (before == null) {
                come.add(it);
            } else if (!person(before.id(), it, before.created()).saysTheSame(before)) {
                change.add(it);
                if (before.active() && !it.active()) {
                    out.add(before.userName());
                }
            }
        }
        List<Person> go = new ArrayList<>(nameless);
        people.values().stream().filter(it -> !seen.contains(it.externalId())).forEach(go::add);
        go.stream().filter(Person::active).forEach(it -> out.add(it.userName()));
        return new Plan(people, groups, come, change, go, out);
    }

    private static Person person(String id, Snapshot.Somebody it, Instant now) {
        return new Person(
                id,
                it.externalId(),
                it.userName(),
                it.name(),
                it.mail(),
                it.active(),
                "",
                1,
                now,
                now);
    }

    /// @return how many changed
    private int groups(Snapshot snapshot, Recording.Deed by, Plan plan) {
        Set<String> said =
                snapshot.groups().stream()
                        .map(Snapshot.Circle::externalId)
                        .collect(Collectors.toSet());
        Map<String, Group> kept = new HashMap<>(plan.groups());
        List<Group> gone =
                kept.entrySet().stream()
                        .filter(it -> !said.contains(it.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        inParts(gone, (unit, it) -> office.removeGroup(unit, by, it.id()));
        Instant now = office.now();
        List<Snapshot.Circle> fresh =
                snapshot.groups().stream()
                        .filter(it -> !kept.containsKey(it.externalId()))
                        .toList();
        inParts(
                fresh,
                (unit, it) ->
                        kept.put(
                                it.externalId(),
                                office.add(
                                        unit,
                                        by,
                                        new Group(
                                                office.newId('g'),
                                                it.externalId(),
                                                it.name(),
                                                1,
                                                now,
                                                now))));
        Map<String, String> ids = new HashMap<>();
        all(skip -> office.kept().people().page(new Wanted.All(), skip, READ_AT_ONCE).items())
                .forEach(it -> ids.put(it.externalId(), it.id()));
        kept.forEach((externalId, group) -> ids.put(externalId, group.id()));
        int[] changed = new int[1];
        inParts(
                snapshot.groups(),
                (unit, it) -> {
                    Group before = Objects.requireNonNull(kept.get(it.externalId()));
                    Set<String> members =
                            it.members().stream()
                                    .map(ids::get)
                                    .filter(Objects::nonNull)
                                    .filter(id -> !id.equals(before.id()))
                                    .collect(Collectors.toSet());
                    Group wanted = before.next(it.externalId(), it.name(), now);
                    Group after = office.change(unit, by, before, wanted, _ -> members);
                    if (after.version() > before.version()) {
                        changed[0]++;
                    }
                });
        return changed[0];
    }

    private static Differences told(Plan plan, Snapshot snapshot, int groupsChanged) {
        Set<String> said =
                snapshot.groups().stream()
                        .map(Snapshot.Circle::externalId)
                        .collect(Collectors.toSet());
        int removed =
                (int) plan.groups().keySet().stream().filter(it -> !said.contains(it)).count();
        int added = (int) said.stream().filter(it -> !plan.groups().containsKey(it)).count();
        return new Differences(
                plan.come().size(),
                plan.change().size(),
                plan.go().size(),
                added,
                groupsChanged,
                removed,
                plan.out().stream().sorted().limit(NAMED_MAX).toList());
    }

    /// A part of a list.
    @FunctionalInterface
    private interface Part<T> {
        List<T> after(long skip);
    }

    private static <T> List<T> all(Part<T> parts) {
        List<T> all = new ArrayList<>();
        List<T> part = parts.after(0);
        while (!part.isEmpty()) {
            all.addAll(part);
            part = part.size() < READ_AT_ONCE ? List.of() : parts.after(all.size());
        }
        return all;
    }

    /// Does something with each, so many in a unit that nobody waits long for it.
    private <T> void inParts(List<T> all, BiConsumer<Unit, T> work) {
        for (int from = 0; from < all.size(); from += WRITTEN_AT_ONCE) {
            List<T> part = all.subList(from, Math.min(all.size(), from + WRITTEN_AT_ONCE));
            boolean _ =
                    office.recording()
                            .units()
                            .writeInBulk(unit -> {
                                part.forEach(it -> work.accept(unit, it));
                                return true;
                            });
        }
    }
}
