package io.muster.directory.scim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Who belongs to a group, changed by an operation: by id alone, so that a group of a hundred
/// thousand is no document.
///
/// @param ids of who belongs to it; changed
record PatchedMembers(Attribute attribute, Set<String> ids) {

    /// @param target which of them; all without a filter
    /// @param value who is meant, where there is no filter
    void apply(Patch.Verb verb, Target target, JsonNode value) {
        if (target.part().isPresent()) {
            throw Complaint.mutability("Who is a member cannot become another; remove and add.");
        }
        Optional<Filter> filter = target.filter();
        if (filter.isPresent()) {
            if (verb != Patch.Verb.REMOVE) {
                throw Complaint.mutability("Add members without a filter.");
            }
            ids.removeIf(
                    it -> Matching.holds(filter.get(), attribute, Texts.object().put("value", it)));
            return;
        }
        Set<String> said = said(value);
        switch (verb) {
            case ADD -> ids.addAll(said);
            case REPLACE -> {
                ids.clear();
                ids.addAll(said);
            }
            case REMOVE -> {
                if (value.isMissingNode()) {
                    ids.clear();
                } else {
                    ids.removeAll(said);
                }
            }
        }
    }

    /// The ids in `value`: objects with a `value`, or texts.
    static Set<String> said(JsonNode value) {
        Set<String> ids = new LinkedHashSet<>();
        if (value.isMissingNode() || value.isNull()) {
            return ids;
        }
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            String id = one.isObject() ? one.path("value").asString("") : one.asString("");
            if (id.isEmpty()) {
                throw Complaint.value("Each of 'members' must have a 'value'.");
            }
            ids.add(id);
        }
        return ids;
    }
}
