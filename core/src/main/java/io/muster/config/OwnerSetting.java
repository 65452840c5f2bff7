package io.muster.config;

import io.muster.model.Malformed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A rule that says whose identities are. Texts of the match may have `*` for anything; what is
/// missing matches all.
///
/// @param rule what it is called, so that people see which one has spoken
/// @param team the id of a team
/// @param tags what it adds
public record OwnerSetting(
        Optional<String> rule,
        Match match,
        Optional<String> team,
        Optional<String> criticality,
        Optional<String> environment,
        List<String> tags) {

    public OwnerSetting {
        tags = List.copyOf(tags);
    }

    /// What an identity must be.
    ///
    /// @param place one of the places where it, or one of its credentials, was seen
    /// @param kind its own, such as `service`
    /// @param type of one of its credentials, such as `x509-certificate`
    /// @param environment that somebody or an earlier rule gave it
    /// @param tag likewise
    /// @param name its own, or an alias
    /// @param when a condition in CEL
    public record Match(
            Optional<String> place,
            Optional<String> kind,
            Optional<String> type,
            Optional<String> environment,
            Optional<String> tag,
            Optional<String> name,
            Optional<String> when) {}

    static OwnerSetting of(Item item) throws Malformed {
        Item match = item.inner("match");
        OwnerSetting rule =
                new OwnerSetting(
                        item.some("rule"),
                        new Match(
                                match.some("place"),
                                match.some("kind"),
                                match.some("type"),
                                match.some("environment"),
                                match.some("tag"),
                                match.some("name"),
                                match.some("when")),
                        item.some("team"),
                        item.some("criticality"),
                        item.some("environment"),
                        item.texts("tags"));
        match.end();
        item.end();
        if (Stream.of(rule.team, rule.criticality, rule.environment).allMatch(Optional::isEmpty)
                && rule.tags.isEmpty()) {
            throw item.wrong("team", "or criticality, environment or tags must be there");
        }
        return rule;
    }
}
