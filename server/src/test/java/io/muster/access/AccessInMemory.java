package io.muster.access;

import io.muster.model.Bytes;
import io.muster.unit.Unavailable;
import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Tokens and sessions without a database; one unit at a time.
public final class AccessInMemory implements Units {
    private final Map<Bytes, Token> tokens = new HashMap<>();
    private final Map<Bytes, Session> sessions = new HashMap<>();
    private final Map<Bytes, Invitation> invitations = new HashMap<>();

    private final NavigableMap<String, Account> accounts = new TreeMap<>();
    private final Map<String, RoleGrant> grants = new TreeMap<>();

    private record Invitation(String person, Instant expiresAt) {}

    /// Nothing can be kept.
    public boolean full;

    @Override
    public synchronized <T> T write(Work<T> work) {
        if (full) {
            throw new Unavailable("full");
        }
        List<Runnable> whenKept = new ArrayList<>();
        T value = work.in(whenKept::add);
        whenKept.forEach(Runnable::run);
        return value;
    }

    @Override
    public <T> T writeInBulk(Work<T> work) {
        return write(work);
    }

    public Tokens tokens() {
        return new Tokens() {
            @Override
            public void keep(Unit unit, Token token, Bytes hash) {
                tokens.put(hash, token);
            }

            @Override
            public Optional<Token> find(Bytes hash) {
                return Optional.ofNullable(tokens.get(hash));
            }

            @Override
            public List<Token> all() {
                return tokens.values().stream()
                        .sorted(Comparator.comparing(Token::createdAt).reversed())
                        .toList();
            }

            @Override
            public void used(Unit unit, String id, Instant at) {
                tokens.replaceAll((_, it) -> it.id().equals(id) ? usedAt(it, at) : it);
            }

            @Override
            public boolean remove(Unit unit, String id) {
                return tokens.values().removeIf(it -> it.id().equals(id));
            }

            @Override
            public int removeOf(Unit unit, String owner) {
                int before = tokens.size();
                tokens.values().removeIf(it -> it.owner().equals(owner));
                return before - tokens.size();
            }

            @Override
            public int removeExpired(Unit unit, Instant at) {
                int before = tokens.size();
                tokens.values().removeIf(it -> !it.expiresAt().isAfter(at));
                return before - tokens.size();
            }
        };
    }

    private static Token usedAt(Token it, Instant at) {
        return new Token(
                it.id(),
                it.name(),
                it.permissions(),
                it.places(),
                it.createdAt(),
                it.createdBy(),
                it.owner(),
                it.expiresAt(),
                Optional.of(at));
    }

    public Sessions sessions() {
        return new Sessions() {
            @Override
            public void invite(Unit unit, Bytes hash, String person, Instant expiresAt) {
                invitations.put(hash, new Invitation(person, expiresAt));
            }

            @Override
            public Optional<String> redeem(Unit unit, Bytes hash, Instant at) {
                return Optional.ofNullable(invitations.remove(hash))
                        .filter(it -> at.isBefore(it.expiresAt()))
                        .map(Invitation::person);
            }

            @Override
            public void keep(Unit unit, Bytes hash, Session session) {
                sessions.put(hash, session);
            }

            @Override
            public Optional<Session> find(Bytes hash) {
                return Optional.ofNullable(sessions.get(hash));
            }

            @Override
            public void used(Unit unit, Bytes hash, Instant at) {
                sessions.computeIfPresent(
                        hash, (_, it) -> new Session(it.person(), it.since(), it.expiresAt(), at));
            }

            @Override
            public int removeOf(Unit unit, String person) {
                int before = sessions.size();
                sessions.values().removeIf(it -> it.person().equals(person));
                return before - sessions.size();
            }

            @Override
            public void remove(Unit unit, Bytes hash) {
                sessions.remove(hash);
            }

            @Override
            public int removeExpired(Unit unit, Instant at) {
                int before = sessions.size() + invitations.size();
                sessions.values().removeIf(it -> !it.over().isAfter(at));
                invitations.values().removeIf(it -> !it.expiresAt().isAfter(at));
                return before - sessions.size() - invitations.size();
            }
        };
    }

    public Accounts accounts() {
        return new Accounts() {
            @Override
            public Optional<Account> find(String id) {
                return Optional.ofNullable(accounts.get(id));
            }

            @Override
            public List<Account> page(String text, String after, int limit) {
                return accounts.values().stream()
                        .filter(it -> it.id().compareTo(after) > 0)
                        .filter(it ->
                                (it.name() + "\n" + it.mail() + "\n" + it.groups())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(text.toLowerCase(Locale.ROOT)))
                        .limit(limit)
                        .toList();
            }

            @Override
            public List<String> knownAs(Unit unit, String name) {
                return accounts.values().stream()
                        .filter(it -> it.directoryName().equals(name))
                        .map(Account::id)
                        .toList();
            }

            @Override
            public void keep(Unit unit, Account account) {
                accounts.put(account.id(), account);
            }
        };
    }

    public RoleGrants grants() {
        return new RoleGrants() {
            @Override
            public List<RoleGrant> all() {
                return grants.values().stream()
                        .sorted(Comparator.comparing(RoleGrant::proposedAt).reversed())
                        .toList();
            }

            @Override
            public List<RoleGrant> of(Account account) {
                return grants.values().stream()
                        .filter(it -> it.isInForce() && it.isOf(account))
                        .toList();
            }

            @Override
            public Optional<RoleGrant> find(String id) {
                return Optional.ofNullable(grants.get(id));
            }

            @Override
            public boolean isOver(String team) {
                return grants.values().stream().anyMatch(it -> it.team().equals(Optional.of(team)));
            }

            @Override
            public boolean isGiven(Unit unit, Role role) {
                return grants.values().stream().anyMatch(it -> it.isInForce() && it.role() == role);
            }

            @Override
            public boolean keep(Unit unit, RoleGrant grant) {
                return grants.values().stream()
                                .noneMatch(it ->
                                        it.role() == grant.role()
                                                && it.holder().equals(grant.holder())
                                                && it.team().equals(grant.team()))
                        && grants.put(grant.id(), grant) == null;
            }

            @Override
            public boolean confirm(Unit unit, RoleGrant confirmed) {
                RoleGrant known = grants.get(confirmed.id());
                return known != null
                        && !known.isInForce()
                        && grants.replace(known.id(), confirmed) != null;
            }

            @Override
            public boolean remove(Unit unit, String id) {
                return grants.remove(id) != null;
            }

            @Override
            public List<RoleGrant> removeWaiting(Unit unit, Instant at) {
                List<RoleGrant> over =
                        grants.values().stream()
                                .filter(it -> !it.isInForce() && !it.proposedAt().isAfter(at))
                                .toList();
                over.forEach(it -> grants.remove(it.id()));
                return over;
            }
        };
    }
}
