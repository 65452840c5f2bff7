package io.muster.store.intake;

import io.muster.inventory.Entity;
import io.muster.inventory.credentials.Dossier;
import io.muster.inventory.credentials.Headline;
import io.muster.model.Algorithm;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.KeyId;
import io.muster.roll.ShortLived;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.identities.Anchors;
import io.muster.store.identities.Continuity;
import io.muster.store.identities.Succession;
import io.muster.store.roll.Issuers;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Rebinding;
import io.muster.store.roll.Ruling;
import io.muster.store.roll.Tally;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes rows of credentials that were not there before, and learns what is new about the others.
final class CredentialIntake {
    private final Session session;
    private final RunRow run;
    private final Tally tally;
    private final Journal journal;

    CredentialIntake(Session session, RunRow run, Tally tally, Journal journal) {
        this.session = session;
        this.run = run;
        this.tally = tally;
        this.journal = journal;
    }

    /// After this every one of `all` has its row.
    void take(List<Incoming> items) throws SQLException {
        stageIds(items);
        session.each(
                IntakeSql.KNOWN,
                row -> items.get((int) row.number(1)).known(row.number(2), row.number(3)));
        List<Incoming> fresh = items.stream().filter(it -> !it.isThere()).toList();
        List<Incoming> changed =
                items.stream().filter(Incoming::isThere).filter(Incoming::tellsMore).toList();
        Map<Anchor, Anchors.Bound> bound =
                Anchors.bound(session, anchors(fresh, changed), run.now(), tally);
        if (!fresh.isEmpty()) {
            insert(fresh, bound);
        }
        for (Incoming item : changed) {
            learn(item);
        }
        seen(items.stream().filter(it -> !it.isFresh()).toList());
    }

    private Continuity continuity() {
        return new Continuity(session, run.now(), tally);
    }

    private static Set<Anchor> anchors(List<Incoming> fresh, List<Incoming> changed) {
        Set<Anchor> anchors = new LinkedHashSet<>();
        for (List<Incoming> items : List.of(fresh, changed)) {
            items.forEach(it ->
                    it.dossier().identities().forEach(identity -> anchors.add(identity.anchor())));
        }
        return anchors;
    }

    private void stageIds(List<Incoming> items) throws SQLException {
        List<Object[]> rows = new ArrayList<>(items.size());
        for (Incoming item : items) {
            rows.add(new Object[] {(long) rows.size(), item.told().id().digest()});
        }
        IntakeSql.STAGE_ID.fill(session, rows);
    }

    private void insert(List<Incoming> fresh, Map<Anchor, Anchors.Bound> bound)
            throws SQLException {
        keys(fresh);
        List<Object[]> rows = new ArrayList<>(fresh.size());
        for (Incoming item : fresh) {
            rows.add(row(rows.size(), item, bound));
        }
        IntakeSql.STAGE_CREDENTIAL.fill(session, rows);
        session.update(IntakeSql.ADD_CREDENTIALS);
        session.each(
                IntakeSql.ADDED,
                row ->
                        fresh.get((int) row.number(1))
                                .kept(row.number(2), row.number(3) == run.n()));
        session.update(IntakeSql.ADD_DOCUMENTS);
        session.update(IntakeSql.AWAIT_ISSUERS);
        new Issuers(session).arrived();
        session.update(IntakeSql.FEED, run.now(), run.n());
        countKeys(fresh);
        holdings(fresh, bound);
        new Succession(session, continuity()).sameKey(run.n());
        shortLived(fresh);
        for (Incoming item : fresh) {
            if (item.isFresh()) {
                Entry entry = item.dossier();
                tally.credential(entry, notAfter(entry.credential()), issuerKind(entry));
            }
        }
    }

    private Object[] row(long i, Incoming item, Map<Anchor, Anchors.Bound> bound) {
        Entry entry = item.dossier();
        Credential credential = entry.credential();
        Headline headline = item.told().headline();
        Optional<Algorithm> algorithm = credential.algorithm();
        Optional<Anchors.Bound> holder =
                entry.identities().stream()
                        .findFirst()
                        .map(it -> Optional.ofNullable(bound.get(it.anchor())).orElseThrow());
        return new Object[] {
            i,
            item.told().id().digest(),
            credential.type().toString(),
            headline.title(),
            headline.folded(),
            credential.fingerprint().toString(),
            credential.keyId().map(it -> it.spki().digest()).orElse(Bytes.EMPTY),
            headline.subject(),
            headline.issuer(),
            idIn(entry.facts(), "issuedBy"),
            issuerKind(entry),
            headline.serialNumber(),
            algorithm.map(Algorithm::name).orElse(""),
            algorithm.map(Headline::bits).orElse(0L),
            algorithm.map(it -> it.strength().toString()).orElse(""),
            credential.notBefore().map(Times::micros).orElse(Times.NOT_YET),
            notAfter(credential),
            item.told().firstSeen(run.now()),
            item.told().lastSeen(run.now()),
            run.n(),
            entry.foreign() ? 1L : 0L,
            idIn(entry.facts(), "superseded"),
            revokedAt(entry.facts()),
            places(item.told()),
            holder.map(Anchors.Bound::owner).orElse(0L),
            holder.map(Anchors.Bound::environment).orElse(""),
            holder.map(Anchors.Bound::criticality).orElse(""),
            item.told().digest(),
            item.told().document()
        };
    }

    private static long places(Told told) {
        return told.sightings().stream().map(it -> it.sighting().place()).distinct().count();
    }

    private static long notAfter(Credential credential) {
        return credential.notAfter().map(Times::micros).orElse(Times.NEVER);
    }

    /// Whose the key of an authority is, the whole roll knows better than a run: see
    /// `JdbcAuthorities`.
    private static String issuerKind(Entry entry) {
        return entry.facts().text("issuer.kind").orElse("").replace("ours", "internal");
    }

    private static Bytes idIn(Facts facts, String name) {
        return facts.text(name).map(Bytes::ofHex).orElse(Bytes.EMPTY);
    }

    /// A revocation without a date counts from the beginning.
    private static long revokedAt(Facts facts) {
        if (!facts.flag("revoked").orElse(false)) {
            return Times.NOT_YET;
        }
        return facts.text("revokedAt").map(it -> Times.micros(Instant.parse(it))).orElse(1L);
    }

    private void keys(List<Incoming> fresh) throws SQLException {
        Map<KeyId, Object[]> rows = new HashMap<>();
        for (Incoming item : fresh) {
            Credential credential = item.dossier().credential();
            Optional<Algorithm> algorithm = credential.algorithm();
            credential
                    .keyId()
                    .ifPresent(it ->
                            rows.putIfAbsent(
                                    it,
                                    new Object[] {
                                        it.spki().digest(),
                                        algorithm.map(Algorithm::label).orElse(""),
                                        algorithm.map(Headline::bits).orElse(0L),
                                        algorithm.map(one -> one.strength().toString()).orElse("")
                                    }));
        }
        IntakeSql.STAGE_KEY.fill(session, List.copyOf(rows.values()));
        session.update(IntakeSql.ADD_KEYS);
    }

    /// Each new use of a key is counted, and those who used it already are judged again.
    private void countKeys(List<Incoming> fresh) throws SQLException {
        Map<Bytes, Long> uses = new TreeMap<>();
        for (Incoming item : fresh) {
            if (item.isFresh()) {
                item.dossier()
                        .credential()
                        .keyId()
                        .ifPresent(it -> uses.merge(it.spki().digest(), 1L, Long::sum));
            }
        }
        List<Object[]> rows = new ArrayList<>(uses.size());
        uses.forEach((id, count) -> rows.add(new Object[] {id, count}));
        IntakeSql.STAGE_USE.fill(session, rows);
        session.update(IntakeSql.COUNT_USES);
        session.update(IntakeSql.JUDGE_SAME_KEY, -run.now());
    }

    private void holdings(List<Incoming> items, Map<Anchor, Anchors.Bound> bound)
            throws SQLException {
        List<Object[]> rows = new ArrayList<>(items.size());
        Map<Long, Long> credentials = new TreeMap<>();
        for (Incoming item : items) {
            long position = 0;
            Set<Long> identities = new HashSet<>();
            for (Identity identity : item.dossier().identities()) {
                Anchors.Bound to = Optional.ofNullable(bound.get(identity.anchor())).orElseThrow();
                rows.add(
                        new Object[] {
                            item.n(), to.n(), to.identity(), identity.rule(), position++
                        });
                if (item.isFresh() && identities.add(to.identity())) {
                    credentials.merge(to.identity(), 1L, Long::sum);
                }
            }
        }
        IntakeSql.STAGE_HOLDING.fill(session, rows);
        session.update(IntakeSql.ADD_HOLDINGS);
        List<Object[]> counts = new ArrayList<>(credentials.size());
        credentials.forEach((n, count) -> counts.add(new Object[] {n, count}));
        IntakeSql.STAGE_COUNT.fill(session, counts);
        session.update(IntakeSql.COUNT_CREDENTIALS, run.now());
        session.update(IntakeSql.RULE_AGAIN);
    }

    /// They make room for their successors.
    private void shortLived(List<Incoming> fresh) throws SQLException {
        for (Incoming item : fresh) {
            if (item.isFresh() && ShortLived.issuer(item.dossier().credential()).isPresent()) {
                session.update(
                        "INSERT INTO short_lived (credential_n) VALUES (?)"
                                + " ON CONFLICT (credential_n) DO NOTHING",
                        item.n());
            }
        }
    }

    /// Joins what the run tells with what is kept.
    private void learn(Incoming item) throws SQLException {
        String document =
                session.first(
                                "SELECT document FROM credential_document WHERE credential_n = ?",
                                row -> row.text(1),
                                item.n())
                        .orElseThrow();
        Entry kept = Dossier.parse(document);
        continuity().told(kept, item.dossier());
        Entry joined = Dossier.joined(kept, item.dossier());
        String text = Dossier.text(joined);
        if (text.equals(document)) {
            return;
        }
        session.update(
                "UPDATE credential_document SET document = ? WHERE credential_n = ?",
                text,
                item.n());
        countKind(item.n(), issuerKind(joined));
        session.update(
                IntakeSql.LEARN,
                joined.foreign() ? 1L : 0L,
                revokedAt(joined.facts()),
                issuerKind(joined),
                Dossier.digest(text),
                -run.now(),
                item.n());
        if (!joined.identities().equals(kept.identities())) {
            rehold(item.n(), joined.identities(), run.now());
        }
        run.change(session, "changed", new RunRow.Held(item.n(), 0), 0, "");
        journal.note(Entity.Kind.CREDENTIAL, item.n(), "changed", Changes.between(kept, joined));
    }

    /// What is said of the issuer is no longer what it was.
    private void countKind(long credential, String kind) throws SQLException {
        session.each(
                "SELECT issuer_kind FROM credential"
                        + " WHERE n = ? AND foreign_ = 0 AND issuer_kind <> 'ours'",
                row -> {
                    tally.issuer(row.text(1), -1);
                    tally.issuer(kind, 1);
                },
                credential);
    }

    /// The credential is of other anchors than it was.
    private void rehold(long credential, List<Identity> identities, long now) throws SQLException {
        Map<Anchor, Anchors.Bound> bound =
                Anchors.bound(
                        session, identities.stream().map(Identity::anchor).toList(), now, tally);
        Rebinding rebinding = new Rebinding(session);
        Set<Long> touched = rebinding.identitiesOf(credential);
        session.update("DELETE FROM holding WHERE credential_n = ?", credential);
        long position = 0;
        for (Identity identity : identities) {
            Anchors.Bound to = Optional.ofNullable(bound.get(identity.anchor())).orElseThrow();
            session.update(
                    "INSERT INTO holding (credential_n, anchor_n, identity_n, rule, position)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    credential,
                    to.n(),
                    to.identity(),
                    identity.rule(),
                    position++);
            touched.add(to.identity());
        }
        rebinding.recount(touched);
        Ruling.again(session, touched);
        rebinding.describeCredential(credential);
    }

    private void seen(List<Incoming> known) throws SQLException {
        List<Object[]> rows = new ArrayList<>(known.size());
        for (Incoming item : known) {
            rows.add(new Object[] {item.n(), item.told().lastSeen(run.now())});
        }
        IntakeSql.STAGE_SEEN.fill(session, rows);
        session.update(IntakeSql.SEEN);
    }
}
