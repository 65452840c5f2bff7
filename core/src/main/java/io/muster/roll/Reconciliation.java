package io.muster.roll;

import io.muster.model.CredentialId;
import io.muster.model.Declaration;
import io.muster.model.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a team believes it has against what is there.
///
/// The surest rule goes first, over the whole list: fingerprint, then that of the key, then serial
/// number with issuer, then place, then names. What one line has found no later line finds again,
/// so nothing is counted twice: `known` and `missing` and `repeated` lines add up to the list,
/// known and `unknown` credentials to the roll without what is foreign.
///
/// @param known lines and the credentials that they mean; a name or a place may mean several
/// @param unknown credentials of ours that no line means
/// @param missing lines for which nothing was found
/// @param repeated lines that mean only what an earlier line has found already
public record Reconciliation(
        List<Match> known,
        List<CredentialId> unknown,
        List<Declaration> missing,
        List<Declaration> repeated) {
    public Reconciliation {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
        missing = List.copyOf(missing);
        repeated = List.copyOf(repeated);
    }

    /// @param rule `fingerprint`, `key`, `serial-number`, `place` or `names`
    public record Match(Declaration declaration, List<CredentialId> credentials, String rule) {
        public Match {
            credentials = List.copyOf(credentials);
        }
    }

    /// How many credentials both sides know.
    public long knownCredentials() {
        return known.stream().mapToLong(it -> it.credentials().size()).sum();
    }

    /// Which entries of a large roll lines of `declared` may mean: those that it refuses need not
    /// be given to [#of] to find the same `known`, `missing` and `repeated`.
    public static Predicate<Entry> mentionedIn(Collection<Declaration> declared) {
        return DeclarationKeys.mentioned(declared);
    }

    public static Reconciliation of(Collection<Declaration> declared, Stream<Entry> roll) {
        DeclarationKeys.Index index = new DeclarationKeys.Index();
        List<CredentialId> ours = new ArrayList<>();
        roll.forEach(entry -> {
            index.add(entry);
            if (!entry.foreign()) {
                ours.add(entry.credential().id());
            }
        });
        Set<CredentialId> taken = new HashSet<>();
        Map<Declaration, Match> known = new HashMap<>();
        Set<Declaration> seenBefore = new HashSet<>();
        for (DeclarationKeys.Rule rule : DeclarationKeys.Rule.values()) {
            for (Declaration declaration : declared) {
                if (known.containsKey(declaration)) {
                    continue;
                }
                List<CredentialId> means = index.find(rule, declaration);
                List<CredentialId> fresh = means.stream().filter(taken::add).toList();
                if (!fresh.isEmpty()) {
                    known.put(declaration, new Match(declaration, fresh, rule.toString()));
                } else if (!means.isEmpty()) {
                    seenBefore.add(declaration);
                }
            }
        }
        return new Reconciliation(
                declared.stream().filter(known::containsKey).map(known::get).toList(),
                ours.stream().filter(it -> !taken.contains(it)).toList(),
                declared.stream()
                        .filter(it -> !known.containsKey(it) && !seenBefore.contains(it))
                        .toList(),
                declared.stream()
                        .filter(it -> !known.containsKey(it) && seenBefore.contains(it))
                        .toList());
    }
}
