package io.muster.api;

import io.muster.inventory.Entity;
import io.muster.inventory.corrections.Labels;
import io.muster.unit.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a change of tags and attributes comes to, from what is there.
///
/// @param attributes all of them as they are to be
record Labelling(Set<String> add, Set<String> remove, Map<String, String> attributes) {

    /// @param tags as they are to be; as they are when empty
    /// @param attributes as they are to be; as they are when empty
    static Labelling of(
            Optional<List<String>> tags,
            Optional<Map<String, String>> attributes,
            List<String> tagsBefore,
            Map<String, String> attributesBefore) {
        Set<String> wanted = new HashSet<>(tags.orElse(tagsBefore));
        Set<String> remove = new HashSet<>(tagsBefore);
        remove.removeAll(wanted);
        wanted.removeAll(tagsBefore);
        return new Labelling(wanted, remove, attributes.orElse(attributesBefore));
    }

    /// Makes the change.
    ///
    /// @return the new version
    long apply(Labels labels, Unit unit, Entity entity, long version, Labels.Mark mark) {
        // Checked even when only tags change: nobody overwrites what they have not seen.
        long next = labels.attributes(unit, entity, version, attributes, mark);
        labels.tag(unit, List.of(entity), add, remove, mark);
        return next;
    }

    /// What the audit log tells of such a change.
    static Map<String, String> detail(
            Optional<List<String>> tags, Optional<Map<String, String>> attributes) {
        Map<String, String> detail = new TreeMap<>();
        tags.ifPresent(it -> detail.put("tags", String.join(" ", it)));
        attributes.ifPresent(
                it -> it.forEach((name, value) -> detail.put("attribute." + name, value)));
        return detail;
    }
}
