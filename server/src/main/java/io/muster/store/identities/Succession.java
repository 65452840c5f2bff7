package io.muster.store.identities;

import io.muster.inventory.credentials.Dossier;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.roll.anchor.ClaimedNames;
import io.muster.roll.anchor.Where;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.Places;
import io.muster.wire.Kept;
import io.muster.wire.Words;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds what connects certificates that came at different times: the same key with a name in
/// common, the same place one after the other, the same line of orders.
public record Succession(Session session, Continuity continuity) {
    /// Keys, places and lines of more than so many certificates connect nothing.
    private static final int KIN_MAX = 100;

    private static final String SAME_KEY =
            """
            SELECT c.n, h.anchor_n, o.n, g.anchor_n, k.id
              FROM stage_use u CROSS JOIN public_key k CROSS JOIN credential c CROSS JOIN holding h
                   CROSS JOIN credential o CROSS JOIN holding g
             WHERE k.id = u.id AND k.credentials BETWEEN 2 AND ? AND c.key_n = k.n AND c.key_n <> 0
               AND c.first_run_n = ? AND c.type = 'x509-certificate'
               AND h.credential_n = c.n AND h.rule = 'certificate-names'
               AND o.key_n = k.n AND o.key_n <> 0 AND o.n <> c.n AND o.type = 'x509-certificate'
               AND g.credential_n = o.n AND g.rule = 'certificate-names'
               AND g.identity_n <> h.identity_n
            """;

    /// Credentials by name or key at places; those of one source.
    private static final String VISITS =
            """
            SELECT s.credential_n, h.anchor_n, c.id, c.type, p.text, s.role, s.via, s.first_at,
                   s.last_at, s.gone_at, s.facts
              FROM place p CROSS JOIN sighting s CROSS JOIN credential c CROSS JOIN holding h
             WHERE p.text >= ? AND p.text <= ? AND s.place_n = p.n AND +s.source_n = ? AND s.anchor_n = 0
               AND s.role || '' IN ('stored', 'served') AND c.n = s.credential_n
               AND c.type IN ('x509-certificate', 'ssh-key') AND h.credential_n = c.n
               AND h.rule IN ('certificate-names', 'key') LIMIT ?
            """;

    private record Kin(long one, long anchor, long other, long otherAnchor, String key) {}

    /// A credential at a place, from the first time it was seen there to the last.
    private record Visit(
            long credential,
            long anchor,
            String type,
            Sighting sighting,
            long first,
            long last,
            long gone) {

        String spot() {
            return Where.spot(sighting);
        }

        /// Shown to somebody who asked for another name: it says nothing about the place.
        boolean isStranger() {
            return sighting.facts().flag("nameMatches").filter(it -> !it).isPresent();
        }

        boolean overlaps(Visit other) {
            return first <= other.last && other.first <= last;
        }
    }

    /// Newcomers of `run` that were staged by their keys, and who had those keys before.
    public void sameKey(long run) throws SQLException {
        List<Kin> all =
                session.all(
                        SAME_KEY,
                        row ->
                                new Kin(
                                        row.number(1),
                                        row.number(2),
                                        row.number(3),
                                        row.number(4),
                                        row.hex(5)),
                        KIN_MAX,
                        run);
        for (Kin kin : all) {
            if (shareName(kin.one(), kin.other())) {
                continuity.join(kin.otherAnchor(), kin.anchor(), "same key sha256:" + kin.key());
            }
        }
    }

    /// A credential came to a place of a line of orders.
    public void sameOrder(long credential, Sighting sighting) throws SQLException {
        Optional<Where.Order> order = Where.order(sighting);
        Optional<Long> mine = order.isEmpty() ? Optional.empty() : anchor(credential);
        if (order.isEmpty() || mine.isEmpty()) {
            return;
        }
        for (String folder : List.of("archive", "live")) {
            String below = order.get().folder() + "/" + folder + "/" + order.get().name() + "/";
            List<Long> others =
                    session.all(
                            """
                            SELECT DISTINCT h.anchor_n
                              FROM place p CROSS JOIN sighting s CROSS JOIN holding h
                             WHERE p.text > ? AND p.text < ? AND s.place_n = p.n AND s.anchor_n = 0
                               AND h.credential_n = s.credential_n AND h.rule = 'certificate-names'
                             LIMIT ?
                            """,
                            row -> row.number(1),
                            below,
                            below + Places.LAST,
                            KIN_MAX);
            for (long other : others) {
                continuity.join(mine.get(), other, "same order " + order.get());
            }
        }
    }

    private Optional<Long> anchor(long credential) throws SQLException {
        return session.first(
                "SELECT anchor_n FROM holding WHERE credential_n = ? AND rule = 'certificate-names'",
                row -> row.number(1),
                credential);
    }

    /// A credential is no longer at `place`, all of which `source` has seen: what is there instead,
    /// and was not there together with it, follows it.
    public void left(long credential, String place, long source) throws SQLException {
        List<Visit> visits = visits(place, source);
        Optional<Visit> left =
                visits.stream()
                        .filter(it -> it.credential() == credential && !it.isStranger())
                        .findFirst();
        if (left.isEmpty() || visits.size() == KIN_MAX) {
            return;
        }
        Visit gone = left.get();
        List<Visit> others =
                visits.stream()
                        .filter(it -> it.anchor() != gone.anchor() && !it.isStranger())
                        .filter(it -> it.type().equals(gone.type()))
                        .filter(it -> it.spot().equals(gone.spot()))
                        .toList();
        boolean host = gone.type().equals("ssh-key");
        if (host && !gone.sighting().place().scheme().equals("ssh")) {
            return;
        }
        if (!host && others.stream().anyMatch(it -> it.overlaps(gone))) {
            return;
        }
        List<Visit> after =
                others.stream().filter(it -> it.gone() == 0 && it.first() > gone.last()).toList();
        Set<Long> anchors = new TreeSet<>(after.stream().map(Visit::anchor).toList());
        if (anchors.size() != 1) {
            return;
        }
        String spot = gone.spot();
        boolean nameNeeded = spot.startsWith("tls://") && !Where.namesItself(spot);
        if (!nameNeeded || shareName(gone.credential(), after.getFirst().credential())) {
            continuity.join(gone.anchor(), after.getFirst().anchor(), "same place " + spot);
        }
    }

    private List<Visit> visits(String text, long source) throws SQLException {
        String file = new Place(text).withoutLine().text();
        boolean line = !file.equals(text);
        return session.all(
                VISITS,
                Succession::visit,
                line ? file + "#L" : text,
                line ? file + "#L" + Places.LAST : text,
                source,
                KIN_MAX);
    }

    private static Visit visit(Row row) throws SQLException {
        try {
            return new Visit(
                    row.number(1),
                    row.number(2),
                    row.text(4),
                    new Sighting(
                            new CredentialId(Bytes.of(row.bytes(3))),
                            new Place(row.text(5)),
                            Words.role(row.text(6)),
                            row.text(7),
                            Times.instant(row.number(9)),
                            Kept.facts(row.text(11))),
                    row.number(8),
                    row.number(9),
                    row.number(10));
        } catch (Malformed e) {
            throw new IllegalStateException("a sighting was changed by somebody else", e);
        }
    }

    private boolean shareName(long one, long other) throws SQLException {
        Set<String> names = names(one);
        return names(other).stream().anyMatch(names::contains);
    }

    private Set<String> names(long credential) throws SQLException {
        String document =
                session.first(
                                "SELECT document FROM credential_document WHERE credential_n = ?",
                                row -> row.text(1),
                                credential)
                        .orElseThrow();
        Credential found = Dossier.parse(document).credential();
        return found instanceof X509Certificate certificate
                ? ClaimedNames.of(certificate)
                : Set.of();
    }
}
