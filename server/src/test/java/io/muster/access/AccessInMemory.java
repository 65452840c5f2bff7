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
import java.util.Map;
import java.util.Optional;

/// Tokens and sessions without a database; one unit at a time.
public final class AccessInMemory implements Units {
    private final Map<Bytes, Token> tokens = new HashMap<>();
    private final Map<Bytes, Session> sessions = new HashMap<>();
    private final Map<Bytes, Invitation> invitations = new HashMap<>();

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
            public void remove(Unit unit, Bytes hash) {
                sessions.remove(hash);
            }

            @Override
            public int removeExpired(Unit unit, Instant at) {
                int before = sessions.size() + invitations.size();
                sessions.values().removeIf(it -> !it.expiresAt().isAfter(at));
                invitations.values().removeIf(it -> !it.expiresAt().isAfter(at));
                return before - sessions.size() - invitations.size();
            }
        };
    }
}
