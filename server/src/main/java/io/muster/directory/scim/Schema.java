package io.muster.directory.scim;

import static io.muster.directory.scim.Attribute.Trait.CASE_EXACT;
import static io.muster.directory.scim.Attribute.Trait.IMMUTABLE;
import static io.muster.directory.scim.Attribute.Trait.MULTI_VALUED;
import static io.muster.directory.scim.Attribute.Trait.READ_ONLY;
import static io.muster.directory.scim.Attribute.Trait.REQUIRED;
import static io.muster.directory.scim.Attribute.Trait.UNIQUE;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is kept of a kind of resource. A directory may send more (telephone numbers, addresses,
/// photographs): it is taken and not kept, because nothing here needs it.
///
/// @param path below `/scim/v2`
record Schema(String id, String name, String path, String description, List<Attribute> attributes) {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

    /// People (RFC 7643, section 4.1).
    static final Schema USER =
            new Schema(
                    CORE + "User",
                    "User",
                    "/Users",
                    "A person.",
                    List.of(
                            Attribute.text(
                                    "userName",
                                    "What they sign in with; one person's at a time.",
                                    REQUIRED,
                                    UNIQUE),
                            Attribute.of(
                                    "name",
                                    "The parts of their name.",
                                    List.of(
                                            Attribute.text("formatted", "The whole name."),
                                            Attribute.text("familyName", "The family name."),
                                            Attribute.text("givenName", "The given name."))),
                            Attribute.text("displayName", "The name that lists show."),
                            Attribute.yes("active", "Whether they may come in."),
                            Attribute.of(
                                    "emails",
                                    "Mail addresses; the primary one is shown.",
                                    List.of(
                                            Attribute.text("value", "The address."),
                                            Attribute.text("type", "Such as work or home."),
                                            Attribute.yes(
                                                    "primary", "Whether it is the main one.")),
                                    MULTI_VALUED),
                            Attribute.of(
                                    "groups",
                                    "The groups that they belong to directly; changed at the group.",
                                    List.of(
                                            Attribute.text(
                                                    "value", "Its id.", READ_ONLY, CASE_EXACT),
                                            Attribute.reference("$ref", "Where it is.", READ_ONLY),
                                            Attribute.text("display", "Its name.", READ_ONLY)),
                                    MULTI_VALUED,
                                    READ_ONLY)));

    /// Groups (RFC 7643, section 4.2).
    static final Schema GROUP =
            new Schema(
                    CORE + "Group",
                    "Group",
                    "/Groups",
                    "A group; roles are given to its name.",
                    List.of(
                            Attribute.text("displayName", "Its name.", REQUIRED),
                            Attribute.of(
                                    "members",
                                    "Who belongs to it: people and groups.",
                                    List.of(
                                            Attribute.text(
                                                    "value",
                                                    "The id of a person or a group.",
                                                    IMMUTABLE,
                                                    CASE_EXACT),
                                            Attribute.reference(
                                                    "$ref", "Where they are.", IMMUTABLE),
                                            Attribute.text("type", "Which of both.", IMMUTABLE)
                                                    .usually("User", "Group")),
                                    MULTI_VALUED)));

    /// All there are.
    static final List<Schema> ALL = List.of(USER, GROUP);

    /// Of every resource, and in no list of a schema's own attributes (section 3.1).
    static final Attribute EXTERNAL_ID =
            Attribute.text("externalId", "The directory's own id.", CASE_EXACT);

    Schema {
        attributes = List.copyOf(attributes);
    }

    /// The attribute called `attribute`, which may be changed by somebody.
    Optional<Attribute> attribute(String attribute) {
        return EXTERNAL_ID.isCalled(attribute)
                ? Optional.of(EXTERNAL_ID)
                : attributes.stream().filter(it -> it.isCalled(attribute)).findFirst();
    }

    /// `attribute` without the name of this schema before it (RFC 7644, section 3.10).
    String plain(String attribute) {
        String prefix = id.toLowerCase(Locale.ROOT) + ":";
        return attribute.toLowerCase(Locale.ROOT).startsWith(prefix)
                ? attribute.substring(prefix.length())
                : attribute;
    }
}
