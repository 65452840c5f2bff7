package io.muster.api;

import io.muster.access.TeamTree;
import io.muster.http.Parameter;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.inventory.Viewer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whose figures are asked for: `team` names one, with those below it; without it they are of what
/// the caller may see.
record Whose(TeamTree teams) {
    static final Parameter TEAM =
            Parameter.text(
                    "team",
                    "Only what this team and those below it own, by its id; all that you may see when"
                            + " absent.");

    /// Longer queries nobody reads.
    private static final int NAMED_MAX = 20;

    /// As eyes that see that and nothing else.
    ///
    /// @throws io.muster.http.Refused when there is no such team for the caller
    Viewer of(Request request) {
        Viewer viewer = Asking.viewer(request);
        Optional<String> team = request.query().text("team").filter(it -> !it.isEmpty());
        if (team.isEmpty()) {
            return viewer;
        }
        Set<String> asked = new TreeSet<>(teams.below(Set.of(team.get())));
        if (viewer instanceof Viewer.Teams(Set<String> theirs)) {
            asked.retainAll(theirs);
        }
        if (!asked.contains(team.get())) {
            throw Problem.NOT_FOUND.because("There is no such team, or it is not for you.");
        }
        return new Viewer.Teams(asked);
    }

    /// `query` for rows of those teams alone; empty where no query finds them. Whoever sees nothing
    /// else needs no more words.
    static Optional<String> narrowed(Request request, Viewer viewer, String query) {
        return switch (viewer) {
            case Viewer.Everything _ -> Optional.of(query);
            case Viewer.Teams(Set<String> ids) -> {
                if (query.contains("owner:none") || ids.size() > NAMED_MAX) {
                    yield Optional.empty();
                }
                boolean asked =
                        request.query().text("team").filter(it -> !it.isEmpty()).isPresent();
                yield Optional.of(
                        asked
                                ? query
                                        + " owner:"
                                        + ids.stream().sorted().collect(Collectors.joining("|"))
                                : query);
            }
        };
    }
}
