-- What lists are sorted and filtered by. Every index ends in n, so that a page can go on where the last one ended.

-- The list's own order, with all that a row is asked for most: a page is found without touching the rows, also where the
-- filter and the order have to do with each other (what never expires comes last).
CREATE INDEX credential_by_expiry ON credential (not_after, n, type, gone_since, foreign_, superseded_by, revoked_at,
  not_before, owner_n, environment, criticality, issuer_kind, strength, algorithm, bits, worst, critical, high, medium, low,
  places, key_n, first_seen);
CREATE INDEX credential_by_start ON credential (not_before, n);
CREATE INDEX credential_by_first ON credential (first_seen, n);
CREATE INDEX credential_by_last ON credential (last_seen, n);
CREATE INDEX credential_by_title ON credential (title, n);
CREATE INDEX credential_by_places ON credential (places, n);
CREATE INDEX credential_by_worst ON credential (worst, n);

CREATE INDEX credential_by_type ON credential (type, n);
CREATE INDEX credential_by_owner ON credential (owner_n, n);
CREATE INDEX credential_by_environment ON credential (environment, n);
CREATE INDEX credential_by_criticality ON credential (criticality, n);
CREATE INDEX credential_by_issuer_kind ON credential (issuer_kind, n);
CREATE INDEX credential_by_strength ON credential (strength, n);
CREATE INDEX credential_by_algorithm ON credential (algorithm, n);
CREATE INDEX credential_by_bits ON credential (bits, n);
CREATE INDEX credential_by_foreign ON credential (foreign_, n);
CREATE INDEX credential_by_fingerprint ON credential (fingerprint, n);
CREATE INDEX credential_gone ON credential (gone_since, n) WHERE gone_since <> 0;
CREATE INDEX credential_superseded ON credential (superseded_by, n) WHERE superseded_by <> 0;
CREATE INDEX credential_revoked ON credential (revoked_at, n) WHERE revoked_at <> 0;

CREATE INDEX public_key_by_credentials ON public_key (credentials, n) WHERE credentials > 1;

CREATE INDEX identity_by_name ON identity (name, n);
CREATE INDEX identity_by_kind ON identity (kind, n);
CREATE INDEX identity_by_realm ON identity (realm, n);
CREATE INDEX identity_by_first ON identity (first_seen, n);
CREATE INDEX identity_by_last ON identity (last_seen, n);
CREATE INDEX identity_by_credentials ON identity (credentials, n);
CREATE INDEX identity_by_worst ON identity (worst, n);

CREATE INDEX place_by_host ON place (host, n);

-- With gone_at before the credential: "is it there now, in this role" is one step, however many places it has.
CREATE INDEX sighting_by_role ON sighting (role, gone_at, credential_n);
CREATE INDEX sighting_by_source ON sighting (source_n, gone_at, credential_n);

CREATE INDEX finding_by_rule ON finding (rule, resolved, credential_n);
CREATE INDEX finding_by_severity ON finding (severity, n);
CREATE INDEX finding_by_opened ON finding (opened, n);
CREATE INDEX finding_by_resolved ON finding (resolved, n);
CREATE INDEX finding_by_identity ON finding (identity_n, n) WHERE identity_n <> 0;
