package io.muster.ownership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Ranks the teams that clues speak for.
///
/// Of each kind the clue with the largest share counts, so that a thousand files of one author are
/// one author. What the kinds weigh is added; the probability of a team is its part in the sum over
/// all teams that anything speaks for, and nobody.
public record Inference(Weights weights) {
    /// More than a person would look at.
    public static final int CANDIDATES_MAX = 5;

    private static final int CLUES_MAX = 8;

    /// @return the most probable first
    public List<Candidate> rank(Collection<Clue> clues, Directory directory) {
        TreeMap<String, Map<Clue.Kind, Clue>> byTeam = new TreeMap<>();
        for (Clue clue : clues) {
            Optional<String> team = directory.team(clue.says());
            team.ifPresent(it ->
                    byTeam.computeIfAbsent(it, _ -> new EnumMap<>(Clue.Kind.class))
                            .merge(
                                    clue.kind(),
                                    clue,
                                    (one, other) -> one.share() >= other.share() ? one : other));
        }
        double all = Math.exp(weights.nobody());
        Map<String, Double> odds = new TreeMap<>();
        for (Map.Entry<String, Map<Clue.Kind, Clue>> one : byTeam.entrySet()) {
            double mine =
                    Math.exp(one.getValue().values().stream().mapToDouble(this::weight).sum());
            odds.put(one.getKey(), mine);
            all += mine;
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<String, Map<Clue.Kind, Clue>> one : byTeam.entrySet()) {
            candidates.add(
                    new Candidate(
                            one.getKey(),
                            odds.getOrDefault(one.getKey(), 0.0) / all,
                            heaviest(one.getValue().values())));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::confidence).reversed());
        return List.copyOf(candidates.subList(0, Math.min(candidates.size(), CANDIDATES_MAX)));
    }

    private double weight(Clue clue) {
        return weights.of(clue.kind()) * clue.share();
    }

    private List<Clue> heaviest(Collection<Clue> clues) {
        return clues.stream()
                .sorted(Comparator.comparingDouble(this::weight).reversed())
                .limit(CLUES_MAX)
                .toList();
    }
}
