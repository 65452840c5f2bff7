package io.muster.http;

import java.util.HashSet;
import java.util.Set;

/// How far a permission goes.
public sealed interface Reach {

    /// Over everything, also over what no team owns and what is no team's: sources, policies, runs.
    record Everywhere() implements Reach {}

    /// Over what these teams own.
    ///
    /// @param ids the teams', those below them included
    record Teams(Set<String> ids) implements Reach {
        public Teams {
            ids = Set.copyOf(ids);
        }
    }

    /// As far as either of both.
    default Reach or(Reach other) {
        return switch (this) {
            case Everywhere _ -> this;
            case Teams(Set<String> ours) ->
                    switch (other) {
                        case Everywhere _ -> other;
                        case Teams(Set<String> theirs) -> {
                            Set<String> all = new HashSet<>(ours);
                            all.addAll(theirs);
                            yield new Teams(all);
                        }
                    };
        };
    }

    /// Does it reach what `team` owns?
    default boolean covers(String team) {
        return switch (this) {
            case Everywhere _ -> true;
            case Teams(Set<String> ids) -> ids.contains(team);
        };
    }
}
