package io.muster.directory.scim;

import io.muster.directory.Group;
import io.muster.directory.Person;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// People as resources of SCIM, and back.
final class Users {
    private Users() {}

    /// The person that `sent` describes.
    ///
    /// @throws Complaint when it describes none
    static Person person(String id, ObjectNode sent, Instant now) {
        ObjectNode clean = Cleaning.cleaned(Schema.USER, sent);
        String userName = clean.path("userName").asString("");
        if (userName.isEmpty()) {
            throw Complaint.value("'userName' must be there.");
        }
        return new Person(
                id,
                clean.path("externalId").asString(""),
                userName,
                name(clean, userName),
                mail(clean),
                clean.path("active").asBoolean(true),
                clean.toString(),
                1,
                now,
                now);
    }

    private static String name(ObjectNode clean, String otherwise) {
        JsonNode parts = clean.path("name");
        String both =
                Stream.of("givenName", "familyName")
                        .map(it -> parts.path(it).asString(""))
                        .filter(it -> !it.isEmpty())
                        .collect(Collectors.joining(" "));
        return Stream.of(
                        clean.path("displayName").asString(""),
                        parts.path("formatted").asString(""),
                        both)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse(otherwise);
    }

    private static String mail(ObjectNode clean) {
        String first = "";
        for (JsonNode one : clean.path("emails")) {
            String value = one.path("value").asString("");
            if (one.path("primary").asBoolean(false)) {
                return value;
            }
            first = first.isEmpty() ? value : first;
        }
        return first;
    }

    /// What was said of `person`; of one who was read from elsewhere, what is known.
    static ObjectNode document(Person person) {
        if (!person.document().isEmpty()
                && Texts.read(person.document()) instanceof ObjectNode said) {
            return said;
        }
        ObjectNode document = Texts.object();
        document.put("userName", person.userName());
        document.put("displayName", person.name());
        document.put("active", person.active());
        if (!person.externalId().isEmpty()) {
            document.put("externalId", person.externalId());
        }
        if (!person.mail().isEmpty()) {
            document.putArray("emails")
                    .addObject()
                    .put("value", person.mail())
                    .put("primary", true);
        }
        return document;
    }

    /// The resource.
    ///
    /// @param groups to which they belong directly
    static ObjectNode shown(Person person, List<Group> groups, Resources resources) {
        ObjectNode shown = resources.begun(Schema.USER, person.id());
        shown.setAll(document(person));
        if (!groups.isEmpty()) {
            var array = shown.putArray("groups");
            groups.forEach(it ->
                    array.addObject()
                            .put("value", it.id())
                            .put("$ref", resources.location(Schema.GROUP, it.id()))
                            .put("display", it.name()));
        }
        return resources.ended(
                shown,
                Schema.USER,
                person.id(),
                person.version(),
                person.created(),
                person.changed());
    }
}
