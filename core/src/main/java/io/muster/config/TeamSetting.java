package io.muster.config;

import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A team that the configuration names.
///
/// @param contact a mail address or a channel; may be empty
/// @param escalation whom to tell when nobody answers; may be empty
/// @param parent the id of the team above
public record TeamSetting(
        String id, String name, String contact, String escalation, Optional<String> parent) {
    private static final int TEXT_MAX = 200;

    static TeamSetting of(Item item) throws Malformed {
        String id = item.text("id");
        checkId(item, "id", id);
        TeamSetting team =
                new TeamSetting(
                        id,
                        item.some("name").orElse(id),
                        item.some("contact").orElse(""),
                        item.some("escalation").orElse(""),
                        item.some("parent"));
        item.end();
        checkText(item, "name", team.name());
        checkText(item, "contact", team.contact());
        checkText(item, "escalation", team.escalation());
        if (team.parent().isPresent()) {
            checkId(item, "parent", team.parent().get());
        }
        return team;
    }

    private static void checkId(Item item, String name, String id) throws Malformed {
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,99}")) {
            throw item.wrong(name, "is 1 to 100 small letters, digits, dots and hyphens");
        }
    }

    private static void checkText(Item item, String name, String text) throws Malformed {
        if (text.length() > TEXT_MAX || text.chars().anyMatch(it -> it < 0x20)) {
            throw item.wrong(name, "has at most 200 characters, none of them control");
        }
    }

    /// The same teams, each after the one above it.
    ///
    /// @throws Malformed when one is there twice, or is below itself
    static List<TeamSetting> inOrder(List<TeamSetting> teams) throws Malformed {
        Map<String, TeamSetting> left = new HashMap<>();
        for (TeamSetting it : teams) {
            if (left.put(it.id(), it) != null) {
                throw new Malformed("teams.list: '" + it.id() + "' is there twice");
            }
        }
        List<TeamSetting> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<TeamSetting> next =
                    teams.stream()
                            .filter(it -> left.containsKey(it.id()))
                            .filter(it -> it.parent().filter(left::containsKey).isEmpty())
                            .toList();
            if (next.isEmpty()) {
                throw new Malformed(
                        "teams.list: a team cannot be below itself: "
                                + String.join(", ", left.keySet().stream().sorted().toList()));
            }
            ordered.addAll(next);
            next.forEach(it -> left.remove(it.id()));
        }
        return ordered;
    }
}
