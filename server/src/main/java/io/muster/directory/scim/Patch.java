package io.muster.directory.scim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes a resource by operations (RFC 7644, section 3.5.2), in the order in which they stand,
/// all or none.
///
/// @param document the attributes of the resource; changed
/// @param members the ids of who belongs to it; changed
record Patch(Schema schema, ObjectNode document, Set<String> members) {
    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final int OPERATIONS_MAX = 1000;

    /// What is done at a place.
    enum Verb {
        ADD,
        REPLACE,
        REMOVE
    }

    private record Operation(Verb verb, String path, JsonNode value) {}

    /// Does all that `sent` asks for.
    ///
    /// @throws Complaint when one of the operations cannot be done
    void apply(ObjectNode sent) {
        operations(sent).forEach(this::apply);
    }

    private static List<Operation> operations(ObjectNode sent) {
        JsonNode all = member(sent, "operations");
        boolean said = false;
        for (JsonNode it : member(sent, "schemas")) {
            said |= it.asString("").equals(SCHEMA);
        }
        if (!said || !all.isArray() || all.isEmpty() || all.size() > OPERATIONS_MAX) {
            throw Complaint.syntax(
                    "Send 'schemas' with %s, and 1 to 1,000 'Operations'.".formatted(SCHEMA));
        }
        List<Operation> operations = new ArrayList<>();
        for (JsonNode one : all) {
            operations.add(operation(one));
        }
        return operations;
    }

    private static Operation operation(JsonNode one) {
        String verb = member(one, "op").asString("").toUpperCase(Locale.ROOT);
        for (Verb known : Verb.values()) {
            if (known.name().equals(verb)) {
                return new Operation(known, member(one, "path").asString(""), member(one, "value"));
            }
        }
        throw Complaint.syntax("'op' must be add, replace or remove.");
    }

    /// Names are read whatever their case.
    private static JsonNode member(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> it : object.properties()) {
            if (it.getKey().equalsIgnoreCase(name)) {
                return it.getValue();
            }
        }
        return object.path(name);
    }

    private void apply(Operation operation) {
        if (!operation.path().isEmpty()) {
            if (operation.path().matches("(?i)id|schemas|meta([.].*)?")) {
                throw Complaint.mutability(
                        "'%s' is not for others to change.".formatted(operation.path()));
            }
            at(operation, operation.path(), operation.value(), true);
            return;
        }
        if (operation.verb() == Verb.REMOVE) {
            throw Complaint.noTarget("To remove something, 'path' must say what.");
        }
        if (!(operation.value() instanceof ObjectNode value)) {
            throw Complaint.value("Without 'path', 'value' must have members.");
        }
        for (Map.Entry<String, JsonNode> it : value.properties()) {
            at(operation, it.getKey(), it.getValue(), false);
        }
    }

    private void at(Operation operation, String path, JsonNode value, boolean named) {
        Optional<Target> target = Target.parse(schema, path);
        Optional<Attribute> attribute = target.flatMap(it -> schema.attribute(it.attribute()));
        if (attribute.isEmpty()) {
            return; // Of what is not kept.
        }
        Attribute known = attribute.get();
        if (known.is(Attribute.Trait.READ_ONLY)) {
            if (named) {
                throw Complaint.mutability("'%s' cannot be changed here.".formatted(known.name()));
            }
            return;
        }
        if (known.name().equals("members")) {
            new PatchedMembers(known, members).apply(operation.verb(), target.get(), value);
            return;
        }
        if (known.is(Attribute.Trait.MULTI_VALUED)) {
            values(operation.verb(), known, target.get(), value);
        } else {
            single(operation.verb(), known, target.get(), value);
        }
    }

    private void single(Verb verb, Attribute attribute, Target target, JsonNode value) {
        if (target.filter().isPresent()) {
            throw Complaint.path("'%s' has one value.".formatted(attribute.name()));
        }
        if (target.part().isPresent()) {
            ObjectNode whole =
                    document.get(attribute.name()) instanceof ObjectNode there
                            ? there
                            : Texts.object();
            part(verb, attribute, target.part().get(), whole, value);
            set(attribute, whole.isEmpty() ? Optional.empty() : Optional.of(whole));
            return;
        }
        if (verb == Verb.REMOVE) {
            if (attribute.is(Attribute.Trait.REQUIRED)) {
                throw Complaint.mutability("'%s' must be there.".formatted(attribute.name()));
            }
            document.remove(attribute.name());
            return;
        }
        Optional<JsonNode> clean = Cleaning.value(attribute, value);
        if (clean.isPresent()
                && clean.get() instanceof ObjectNode more
                && document.get(attribute.name()) instanceof ObjectNode there) {
            there.setAll(more);
        } else {
            set(attribute, clean);
        }
    }

    private static void part(
            Verb verb, Attribute attribute, String name, ObjectNode whole, JsonNode value) {
        Attribute part =
                attribute
                        .part(name)
                        .orElseThrow(() ->
                                Complaint.path(
                                        "'%s' has no '%s'.".formatted(attribute.name(), name)));
        Optional<JsonNode> clean =
                verb == Verb.REMOVE ? Optional.empty() : Cleaning.one(part, value);
        if (clean.isPresent()) {
            whole.set(part.name(), clean.get());
        } else {
            whole.remove(part.name());
        }
    }

    private void set(Attribute attribute, Optional<? extends JsonNode> value) {
        if (value.isPresent()) {
            document.set(attribute.name(), value.get());
        } else {
            document.remove(attribute.name());
        }
    }

    private void values(Verb verb, Attribute attribute, Target target, JsonNode value) {
        ArrayNode there =
                document.get(attribute.name()) instanceof ArrayNode some
                        ? some
                        : document.arrayNode();
        if (target.filter().isEmpty() && target.part().isEmpty()) {
            set(attribute, all(verb, attribute, there, value));
            return;
        }
        // By identity: two values may be equal.
        Set<JsonNode> meant = Collections.newSetFromMap(new IdentityHashMap<>());
        meant.addAll(meant(verb, attribute, target, there));
        ArrayNode kept = document.arrayNode();
        for (JsonNode one : there) {
            boolean is = meant.contains(one);
            if (is && one instanceof ObjectNode element) {
                if (target.part().isPresent()) {
                    part(verb, attribute, target.part().get(), element, value);
                } else if (verb == Verb.REMOVE) {
                    element.removeAll();
                } else {
                    Cleaning.one(attribute, value).ifPresent(it -> element.setAll((ObjectNode) it));
                }
            }
            if (!one.isEmpty()) {
                kept.add(one);
            }
        }
        set(attribute, kept.isEmpty() ? Optional.empty() : Optional.of(kept));
    }

    /// The values that a filter means; one that is made for it when there is none.
    private static List<ObjectNode> meant(
            Verb verb, Attribute attribute, Target target, ArrayNode there) {
        List<ObjectNode> meant = new ArrayList<>();
        for (JsonNode one : there) {
            if (one instanceof ObjectNode element
                    && target.filter()
                            .map(it -> Matching.holds(it, attribute, element))
                            .orElse(true)) {
                meant.add(element);
            }
        }
        if (meant.isEmpty() && verb != Verb.REMOVE) {
            ObjectNode made =
                    target.filter().isEmpty()
                            ? Texts.object()
                            : Matching.example(target.filter().get(), attribute)
                                    .orElseThrow(() ->
                                            Complaint.noTarget(
                                                    "No value of '%s' is meant."
                                                            .formatted(attribute.name())));
            there.add(made);
            meant.add(made);
        }
        return meant;
    }

    private static Optional<JsonNode> all(
            Verb verb, Attribute attribute, ArrayNode there, JsonNode value) {
        Optional<JsonNode> clean =
                verb == Verb.REMOVE ? Optional.empty() : Cleaning.value(attribute, value);
        if (verb != Verb.ADD) {
            return clean;
        }
        int newest = there.size();
        for (JsonNode one : clean.map(it -> (Iterable<JsonNode>) it).orElse(List.of())) {
            boolean known = false;
            for (JsonNode old : there) {
                known |= old.equals(one);
            }
            if (!known) {
                there.add(one);
            }
        }
        Cleaning.onePrimary(there, newest);
        return there.isEmpty() ? Optional.empty() : Cleaning.value(attribute, there);
    }
}
