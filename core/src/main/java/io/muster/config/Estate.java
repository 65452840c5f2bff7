package io.muster.config;

import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the configuration says of the estate: what is looked at, how far anybody may look, whose
/// things are, and how often that is reviewed.
///
/// @param file where a person would change it, for messages
/// @param teams each after the one above it
/// @param surroundings what figures and rehearsals are held against
public record Estate(
        String file,
        List<SourceSetting> sources,
        ScopeSettings scope,
        List<TeamSetting> teams,
        List<OwnerSetting> owners,
        ChargeSettings charge,
        ReviewSettings reviews,
        Surroundings surroundings) {
    /// Nothing is said.
    public static final Estate NONE =
            new Estate(
                    "the configuration",
                    List.of(),
                    ScopeSettings.OPEN,
                    List.of(),
                    List.of(),
                    ChargeSettings.USUAL,
                    ReviewSettings.USUAL,
                    Surroundings.NONE);

    private static final int ITEMS_MAX = 1_000;

    /// What is around the estate.
    ///
    /// @param people in the directory; 0 when nobody has said
    /// @param rateLimits of authorities, as text
    public record Surroundings(long people, List<String> rateLimits) {
        /// Nothing is said.
        public static final Surroundings NONE = new Surroundings(0, List.of());

        public Surroundings {
            rateLimits = List.copyOf(rateLimits);
        }
    }

    public Estate {
        sources = List.copyOf(sources);
        teams = List.copyOf(teams);
        owners = List.copyOf(owners);
    }

    /// Binds `sources`, `scope`, `teams` and `owners`.
    ///
    /// @throws Malformed naming the first mistake
    static Estate of(Configuration configuration) throws Malformed {
        List<SourceSetting> sources = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Item item : items(configuration, "sources")) {
            SourceSetting source = SourceSetting.of(item);
            if (!ids.add(source.id())) {
                throw item.wrong("id", "'" + source.id() + "' is there twice");
            }
            sources.add(source);
        }
        List<TeamSetting> teams = new ArrayList<>();
        for (Item item : items(configuration, "teams.list")) {
            teams.add(TeamSetting.of(item));
        }
        List<OwnerSetting> owners = new ArrayList<>();
        for (Item item : items(configuration, "owners")) {
            owners.add(OwnerSetting.of(item));
        }
        return new Estate(
                configuration.file(),
                sources,
                ScopeSettings.of(configuration),
                TeamSetting.inOrder(teams),
                owners,
                ChargeSettings.of(configuration),
                ReviewSettings.of(configuration),
                new Surroundings(
                        configuration.text("estate.people").map(Long::parseLong).orElse(0L),
                        configuration.texts("estate.rate-limits")));
    }

    private static List<Item> items(Configuration configuration, String setting) throws Malformed {
        return items(configuration, setting, ITEMS_MAX);
    }

    /// The elements of the list `setting`, at most `most` of them.
    static List<Item> items(Configuration configuration, String setting, int most)
            throws Malformed {
        List<String> texts = configuration.texts(setting);
        if (texts.size() > most) {
            throw new Malformed("'%s' has more than %,d elements".formatted(setting, most));
        }
        List<Item> items = new ArrayList<>();
        for (String text : texts) {
            items.add(
                    new Item(
                            "%s[%d]".formatted(setting, items.size() + 1),
                            Configuration.tree(text)));
        }
        return items;
    }
}
