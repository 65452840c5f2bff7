package io.muster.store.intake;

import io.muster.store.Staging;
import io.muster.store.roll.Ruling;

/// The statements of the way in. CROSS JOIN keeps SQLite to the written order: what is staged comes
/// first, because it is little.
final class IntakeSql {
    static final Staging STAGE_ID = Staging.of("stage_id", "i INTEGER", "id BLOB");
    static final String KNOWN =
            """
            SELECT s.i, c.n, c.document_digest FROM stage_id s CROSS JOIN credential c
             WHERE c.id = s.id
            """;

    static final Staging STAGE_KEY =
            Staging.of("stage_key", "id BLOB", "algorithm TEXT", "bits INTEGER", "strength TEXT");
    static final String ADD_KEYS =
            """
            INSERT INTO public_key (id, algorithm, bits, strength)
            SELECT id, algorithm, bits, strength FROM stage_key WHERE true ORDER BY id
            ON CONFLICT (id) DO NOTHING
            """;
    static final Staging STAGE_USE = Staging.of("stage_use", "id BLOB", "uses INTEGER");

    /// What wraps a key anew may spell it out.
    static final String COUNT_USES =
            """
            INSERT INTO public_key (id, algorithm, bits, strength, credentials)
            SELECT id, '', 0, '', uses FROM stage_use WHERE true ORDER BY id
            ON CONFLICT (id) DO UPDATE SET credentials = public_key.credentials + excluded.credentials,
                   primes = CASE WHEN public_key.primes = 3 THEN 0 ELSE public_key.primes END
            """;

    /// Those that share a key with a newcomer, also what waits to be judged: it may have been read
    /// without the newcomer already. A key of very many is a finding already.
    static final String JUDGE_SAME_KEY =
            """
            UPDATE credential SET judge_again_at = ?
             WHERE key_n IN (SELECT k.n FROM stage_use s CROSS JOIN public_key k
                              WHERE k.id = s.id AND k.credentials BETWEEN 2 AND 1000)
               AND key_n <> 0
            """;

    static final Staging STAGE_CREDENTIAL =
            Staging.of(
                    "stage_credential",
                    "i INTEGER",
                    "id BLOB",
                    "type TEXT",
                    "title TEXT",
                    "folded TEXT",
                    "fingerprint TEXT",
                    "key_id BLOB",
                    "subject TEXT",
                    "issuer TEXT",
                    "issuer_id BLOB",
                    "issuer_kind TEXT",
                    "serial TEXT",
                    "algorithm TEXT",
                    "bits INTEGER",
                    "strength TEXT",
                    "not_before INTEGER",
                    "not_after INTEGER",
                    "first_seen INTEGER",
                    "last_seen INTEGER",
                    "run_n INTEGER",
                    "foreign_ INTEGER",
                    "superseded_id BLOB",
                    "revoked_at INTEGER",
                    "places INTEGER",
                    "owner_n INTEGER",
                    "environment TEXT",
                    "criticality TEXT",
                    "digest INTEGER",
                    "document TEXT");
    static final String ADD_CREDENTIALS =
            """
            INSERT INTO credential (id, type, title, folded, fingerprint, key_n, subject, issuer,
                   issuer_n, issuer_kind, serial, algorithm, bits, strength, not_before, not_after,
                   first_seen, last_seen, first_run_n, foreign_, superseded_by, revoked_at, places,
                   owner_n, environment, criticality, document_digest)
            SELECT s.id, s.type, s.title, s.folded, s.fingerprint, coalesce(k.n, 0), s.subject,
                   s.issuer, coalesce(i.n, 0), s.issuer_kind, s.serial, s.algorithm, s.bits,
                   s.strength, s.not_before, s.not_after, s.first_seen, s.last_seen, s.run_n,
                   s.foreign_, coalesce(u.n, 0), s.revoked_at, s.places, s.owner_n, s.environment,
                   s.criticality, s.digest
              FROM stage_credential s
              LEFT JOIN public_key k ON k.id = s.key_id
              LEFT JOIN credential i ON i.id = s.issuer_id
              LEFT JOIN credential u ON u.id = s.superseded_id
             WHERE true ORDER BY s.id
            ON CONFLICT (id) DO NOTHING
            """;
    static final String ADDED =
            """
            SELECT s.i, c.n, c.first_run_n FROM stage_credential s CROSS JOIN credential c
             WHERE c.id = s.id
            """;
    static final String ADD_DOCUMENTS =
            """
            INSERT INTO credential_document (credential_n, document)
            SELECT c.n, s.document FROM stage_credential s CROSS JOIN credential c
             WHERE c.id = s.id ORDER BY c.n
            ON CONFLICT (credential_n) DO NOTHING
            """;
    static final String AWAIT_ISSUERS =
            """
            INSERT INTO awaited_issuer (issuer_id, credential_n)
            SELECT s.issuer_id, c.n FROM stage_credential s CROSS JOIN credential c
             WHERE c.id = s.id AND length(s.issuer_id) > 0 AND c.issuer_n = 0
            ON CONFLICT (issuer_id, credential_n) DO NOTHING
            """;
    static final String FEED =
            """
            INSERT INTO change_feed (at, entity, entity_n, kind)
            SELECT ?, 'credential', c.n, 'new' FROM stage_credential s CROSS JOIN credential c
             WHERE c.id = s.id AND c.first_run_n = ? ORDER BY c.n
            """;

    static final Staging STAGE_HOLDING =
            Staging.of(
                    "stage_holding",
                    "credential_n INTEGER",
                    "anchor_n INTEGER",
                    "identity_n INTEGER",
                    "rule TEXT",
                    "position INTEGER");
    static final String ADD_HOLDINGS =
            """
            INSERT INTO holding (credential_n, anchor_n, identity_n, rule, position)
            SELECT s.credential_n, s.anchor_n, s.identity_n, s.rule, s.position FROM stage_holding s
             WHERE NOT EXISTS (SELECT 1 FROM holding h WHERE h.credential_n = s.credential_n
                                  AND h.anchor_n = s.anchor_n)
            ON CONFLICT (credential_n, anchor_n, identity_n) DO NOTHING
            """;
    static final Staging STAGE_COUNT = Staging.of("stage_count", "n INTEGER", "count INTEGER");
    static final String COUNT_CREDENTIALS =
            """
            UPDATE identity SET last_seen = ?, credentials = identity.credentials + s.count
              FROM stage_count s WHERE identity.n = s.n
            """;

    /// Whoever holds more may be somebody else's.
    static final String RULE_AGAIN =
            "UPDATE identity SET "
                    + Ruling.AGAIN
                    + " WHERE "
                    + Ruling.WITH_RULES
                    + " AND n IN (SELECT n FROM stage_count)";

    static final String LEARN =
            """
            UPDATE credential SET foreign_ = ?, revoked_at = ?,
                   issuer_kind = CASE WHEN issuer_kind = 'ours' THEN issuer_kind ELSE ? END,
                   document_digest = ?, judge_again_at = ?, version = version + 1
             WHERE n = ?
            """;

    static final Staging STAGE_SEEN = Staging.of("stage_seen", "n INTEGER", "at INTEGER");
    static final String SEEN =
            """
            UPDATE credential SET last_seen = s.at
              FROM stage_seen s WHERE credential.n = s.n AND credential.last_seen < s.at
            """;

    private IntakeSql() {}
}
