package io.muster.policy.trial;

import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.Subject;
import io.muster.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes subjects of what a test says of them, in the words of the fields of a condition.
final class SubjectReader {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([mhd])");

    private SubjectReader() {}

    static TestSubject read(Members members, Instant at) throws Malformed {
        String type = members.needed("type");
        TestSubject subject =
                switch (type) {
                    case "account" -> account(members, at);
                    case "source" -> source(members, at);
                    default -> entry(type, members, at);
                };
        members.end();
        return subject;
    }

    private static TestSubject entry(String type, Members members, Instant at) throws Malformed {
        Credential credential = TestCredential.read(type, members, at);
        List<Identity> identities = new ArrayList<>();
        for (Members one : members.maps("identities")) {
            identities.add(identity(one));
        }
        return new TestSubject.OfEntry(
                new Entry(
                        credential,
                        members.flag("foreign"),
                        identities,
                        sightings(credential.id(), members, at),
                        members.map("facts").facts()));
    }

    /// Either in full, or places with their roles.
    private static List<Sighting> sightings(Subject subject, Members members, Instant at)
            throws Malformed {
        List<Sighting> sightings = new ArrayList<>();
        for (Members one : members.maps("sightings")) {
            sightings.add(
                    new Sighting(
                            subject,
                            new Place(one.needed("place")),
                            role(one.text("role").orElse("stored")),
                            one.text("source").orElse("test"),
                            at,
                            one.facts()));
        }
        List<String> places = members.texts("places").orElse(List.of());
        List<String> roles = members.texts("roles").orElse(List.of());
        if (roles.size() > places.size()) {
            throw new Malformed("'roles' are those of 'places', in the same order");
        }
        for (int i = 0; i < places.size(); i++) {
            Role role = i < roles.size() ? role(roles.get(i)) : Role.STORED;
            sightings.add(
                    new Sighting(subject, new Place(places.get(i)), role, "test", at, Facts.NONE));
        }
        return sightings;
    }

    private static Role role(String text) throws Malformed {
        for (Role role : Role.values()) {
            if (role.toString().equals(text)) {
                return role;
            }
        }
        throw new Malformed("there is no role '" + text + "'");
    }

    private static Identity identity(Members members) throws Malformed {
        Anchor anchor =
                new Anchor(
                        members.constant("kind", Anchor.Kind.values(), "service, workload, host …"),
                        members.text("realm").orElse(""),
                        members.needed("name"));
        members.end();
        return new Identity(anchor, "test", List.of());
    }

    private static TestSubject account(Members members, Instant at) throws Malformed {
        Anchor anchor =
                new Anchor(
                        Anchor.Kind.SERVICE_ACCOUNT,
                        members.text("realm").orElse(""),
                        members.text("name").orElse("account"));
        Sighting listed =
                new Sighting(
                        anchor,
                        new Place("test://accounts/" + anchor.name()),
                        Role.REGISTERED,
                        "test",
                        at,
                        members.map("facts").facts());
        return new TestSubject.OfAccount(
                new Account(
                        new Identity(anchor, "registered", List.of()), List.of(), List.of(listed)));
    }

    private static TestSubject source(Members members, Instant at) throws Malformed {
        Duration longest = duration(members.text("expectedEvery").orElse("1d"));
        Optional<Instant> completed = members.instant("completed");
        return new TestSubject.OfSource(
                new Watch(
                        members.text("name").orElse("source"),
                        longest,
                        members.instant("since").or(() -> completed).orElse(at),
                        completed,
                        members.text("trouble")));
    }

    private static Duration duration(String text) throws Malformed {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new Malformed("'expectedEvery': 90m, 36h or 2d was expected");
        }
        return Duration.parse(
                (matcher.group(2).equals("d") ? "P" : "PT")
                        + matcher.group().toUpperCase(Locale.ROOT));
    }
}
