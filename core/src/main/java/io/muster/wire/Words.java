package io.muster.wire;

import io.muster.model.Algorithm.Strength;
import io.muster.model.Anchor;
import io.muster.model.CredentialType;
import io.muster.model.Malformed;
import io.muster.model.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The model's closed lists by the words that documents use.
public final class Words {
    private static final Map<String, CredentialType> TYPES = byWord(CredentialType.values());
    private static final Map<String, Anchor.Kind> KINDS = byWord(Anchor.Kind.values());
    private static final Map<String, Role> ROLES = byWord(Role.values());
    private static final Map<String, Strength> STRENGTHS = byWord(Strength.values());

    private Words() {}

    public static CredentialType type(String word) throws Malformed {
        return find(TYPES, word, "type of credential");
    }

    public static Anchor.Kind kind(String word) throws Malformed {
        return find(KINDS, word, "kind of identity");
    }

    public static Role role(String word) throws Malformed {
        return find(ROLES, word, "role");
    }

    public static Strength strength(String word) throws Malformed {
        return find(STRENGTHS, word, "class of algorithms");
    }

    private static <T> T find(Map<String, T> words, String word, String what) throws Malformed {
        return Optional.ofNullable(words.get(word))
                .orElseThrow(() ->
                        new Malformed(
                                "no "
                                        + what
                                        + " of that name; there are "
                                        + String.join(
                                                ", ", words.keySet().stream().sorted().toList())));
    }

    private static <T> Map<String, T> byWord(T[] values) {
        return Arrays.stream(values)
                .collect(Collectors.toUnmodifiableMap(String::valueOf, value -> value));
    }
}
