package io.muster.ownership;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tags and labels by which people say whose a thing is: `team`, `owner`, `example.com/squad`.
///
/// Sources keep them as facts of the sighting, `tag.` and the key as it is written.
public final class OwnerTag {
    private static final String FACT = "tag.";
    private static final String TERRAFORM = "terraform.";
    private static final String LABEL = "label.";
    private static final int KEY_MAX = 200;

    private static final Pattern OWNER =
            Pattern.compile(
                    "owner|owners|owned[-_.]?by|owning[-_.]?team|team|team[-_.]?name|squad|contact"
                            + "|maintainer|service[-_.]?owner|responsible|part[-_.]of");
    private static final Pattern CREATOR = Pattern.compile("created[-_.]?by|creator");

    private OwnerTag() {}

    /// Whether `key` says whose.
    public static boolean isOne(String key) {
        return key.length() <= KEY_MAX && kind(key, Clue.Kind.TAG).isPresent();
    }

    /// The fact that holds it.
    public static String fact(String key) {
        return FACT + key;
    }

    /// The fact that holds it when a Terraform state says so.
    public static String terraformFact(String key) {
        return TERRAFORM + key;
    }

    /// What kind of clue a fact of a sighting is; empty when it is none.
    ///
    /// @param scheme of the place, such as `aws`
    public static Optional<Clue.Kind> clue(String fact, String scheme) {
        if (fact.startsWith(TERRAFORM)) {
            return kind(fact.substring(TERRAFORM.length()), Clue.Kind.TERRAFORM);
        }
        if (fact.startsWith(LABEL)) {
            return kind(fact.substring(LABEL.length()), Clue.Kind.LABEL);
        }
        if (fact.startsWith(FACT)) {
            return kind(
                    fact.substring(FACT.length()),
                    scheme.equals("k8s") ? Clue.Kind.LABEL : Clue.Kind.TAG);
        }
        return fact.equals("creator") ? Optional.of(Clue.Kind.CREATOR) : Optional.empty();
    }

    private static Optional<Clue.Kind> kind(String key, Clue.Kind ofOwner) {
        String word = key.toLowerCase(Locale.ROOT);
        String last = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf(':')) + 1);
        if (CREATOR.matcher(last).matches()) {
            return Optional.of(Clue.Kind.CREATOR);
        }
        return OWNER.matcher(last).matches() ? Optional.of(ofOwner) : Optional.empty();
    }
}
