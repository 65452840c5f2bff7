package io.muster.access;

import io.muster.unit.Units;

/// The fake is held to what the real one promises.
class AccessInMemoryTest implements TokensContract, SessionsContract, GrantsContract {
    private final AccessInMemory memory = new AccessInMemory();

    @Override
    public Tokens tokens() {
        return memory.tokens();
    }

    @Override
    public Sessions sessions() {
        return memory.sessions();
    }

    @Override
    public Accounts accounts() {
        return memory.accounts();
    }

    @Override
    public RoleGrants grants() {
        return memory.grants();
    }

    @Override
    public Units units() {
        return memory;
    }
}
