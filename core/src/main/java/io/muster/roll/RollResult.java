package io.muster.roll;

import io.muster.discovery.Observation;
import io.muster.model.Account;
import io.muster.model.CredentialId;
import io.muster.model.Entry;
import io.muster.model.Grant;
import io.muster.model.Identity;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What one run has found, worked out.
public final class RollResult {
    private final List<CredentialId> credentials;
    private final Function<CredentialId, Entry> entry;
    private final List<Identity> identities;
    private final List<Account> accounts;
    private final List<Grant> grants;
    private final List<Observation.Unreadable> unreadable;
    private final Summary summary;

    RollResult(
            List<CredentialId> credentials,
            Function<CredentialId, Entry> entry,
            List<Identity> identities,
            List<Account> accounts,
            List<Grant> grants,
            List<Observation.Unreadable> unreadable,
            Summary summary) {
        this.credentials = List.copyOf(credentials);
        this.entry = entry;
        this.identities = List.copyOf(identities);
        this.accounts = List.copyOf(accounts);
        this.grants = List.copyOf(grants);
        this.unreadable = List.copyOf(unreadable);
        this.summary = summary;
    }

    /// Every credential with all that is known of it, in order of id. Made one by one while the
    /// stream is read, as often as somebody asks; the roll must still be open.
    public Stream<Entry> entries() {
        return credentials.stream().map(entry);
    }

    /// Every identity once, in order of anchor; accounts without a credential included.
    public List<Identity> identities() {
        return identities;
    }

    /// The accounts that providers listed, in order of anchor.
    public List<Account> accounts() {
        return accounts;
    }

    /// Who may do what, in order of place.
    public List<Grant> grants() {
        return grants;
    }

    /// What could not be read, in order of place.
    public List<Observation.Unreadable> unreadable() {
        return unreadable;
    }

    public Summary summary() {
        return summary;
    }
}
