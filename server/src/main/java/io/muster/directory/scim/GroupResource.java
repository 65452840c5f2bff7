package io.muster.directory.scim;

import io.muster.directory.Group;
import io.muster.directory.Member;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Groups as resources of SCIM, and back.
final class GroupResource {
    private GroupResource() {}

    /// The group that `sent` describes, without its members.
    ///
    /// @throws Complaint when it describes none
    static Group group(String id, ObjectNode sent, Instant now) {
        ObjectNode clean = Cleaning.cleaned(Schema.GROUP, sent);
        String name = clean.path("displayName").asString("");
        if (name.isEmpty()) {
            throw Complaint.value("'displayName' must be there.");
        }
        return new Group(id, clean.path("externalId").asString(""), name, 1, now, now);
    }

    /// The ids of the members that `sent` names.
    static Set<String> members(ObjectNode sent) {
        return sent.properties().stream()
                .filter(it -> it.getKey().equalsIgnoreCase("members"))
                .findFirst()
                .map(it -> PatchedMembers.said(it.getValue()))
                .orElseGet(Set::of);
    }

    static ObjectNode document(Group group) {
        ObjectNode document = Texts.object().put("displayName", group.name());
        if (!group.externalId().isEmpty()) {
            document.put("externalId", group.externalId());
        }
        return document;
    }

    static ObjectNode shown(Group group, List<Member> members, Resources resources) {
        ObjectNode shown = resources.begun(Schema.GROUP, group.id());
        shown.setAll(document(group));
        if (!members.isEmpty()) {
            var array = shown.putArray("members");
            members.forEach(it -> {
                boolean person = it.kind() == Member.Kind.PERSON;
                array.addObject()
                        .put("value", it.id())
                        .put(
                                "$ref",
                                resources.location(person ? Schema.USER : Schema.GROUP, it.id()))
                        .put("type", person ? "User" : "Group");
            });
        }
        return resources.ended(
                shown, Schema.GROUP, group.id(), group.version(), group.created(), group.changed());
    }
}
