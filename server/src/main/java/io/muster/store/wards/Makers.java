package io.muster.store.wards;

import io.muster.inventory.owners.Owners;
import io.muster.inventory.owners.SaidBy;
import io.muster.ownership.Clue;
import io.muster.ownership.Directory;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose an API key or a service account is where no rule says, as it comes with Muster: an API key
/// belongs to the team that created it, else to the one whose service it serves; a service account
/// to the team that uses it. Both as sources tell it in words that mean one team and no other.
final class Makers {
    private static final String SERVICE_ACCOUNT = "service-account";
    private static final Set<String> API_KEYS = Set.of("secret", "managed-key");
    private static final List<Clue.Kind> USERS =
            List.of(Clue.Kind.LABEL, Clue.Kind.TAG, Clue.Kind.TERRAFORM);

    private final Session session;
    private Optional<Directory> directory = Optional.empty();

    Makers(Session session) {
        this.session = session;
    }

    Optional<Owners.Word> of(WardReader.Read read) throws SQLException {
        if (read.own().kind().equals(SERVICE_ACCOUNT)) {
            return said(read, USERS, "service accounts: who uses it");
        }
        if (read.held().isEmpty()
                || !read.held().stream().map(WardReader.Held::type).allMatch(API_KEYS::contains)) {
            return Optional.empty();
        }
        Optional<Owners.Word> maker =
                said(read, List.of(Clue.Kind.CREATOR), "API keys: who created it");
        return maker.isPresent() ? maker : said(read, USERS, "API keys: whose service it serves");
    }

    /// What the first of `kinds` says that says anything.
    private Optional<Owners.Word> said(WardReader.Read read, List<Clue.Kind> kinds, String name)
            throws SQLException {
        List<Clue> clues = WardFacts.clues(read);
        for (Clue.Kind kind : kinds) {
            List<Clue> of = clues.stream().filter(it -> it.kind() == kind).toList();
            if (of.isEmpty()) {
                continue;
            }
            Directory known = directory();
            Set<String> teams =
                    of.stream()
                            .flatMap(it -> known.team(it.says()).stream())
                            .collect(Collectors.toSet());
            if (!teams.isEmpty()) {
                return teams.size() == 1
                        ? Optional.of(
                                new Owners.Word(teams.iterator().next(), SaidBy.FALLBACK, name))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Directory directory() throws SQLException {
        if (directory.isEmpty()) {
            directory = Optional.of(JdbcWards.directory(session));
        }
        return directory.get();
    }
}
