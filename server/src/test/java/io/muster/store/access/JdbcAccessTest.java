package io.muster.store.access;

import io.muster.access.Accounts;
import io.muster.access.GrantsContract;
import io.muster.access.RoleGrants;
import io.muster.access.Sessions;
import io.muster.access.SessionsContract;
import io.muster.access.Tokens;
import io.muster.access.TokensContract;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.unit.Units;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Tokens, invitations, sessions, accounts and roles in both databases.
@ParameterizedClass
@EnumSource
class JdbcAccessTest implements TokensContract, SessionsContract, GrantsContract {
    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = kind.authority(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public Tokens tokens() {
        return new JdbcTokens(database);
    }

    @Override
    public Sessions sessions() {
        return new JdbcSessions(database);
    }

    @Override
    public Accounts accounts() {
        return new JdbcAccounts(database);
    }

    @Override
    public RoleGrants grants() {
        return new JdbcRoleGrants(database);
    }

    @Override
    public Units units() {
        return database;
    }
}
