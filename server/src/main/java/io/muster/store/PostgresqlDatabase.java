package io.muster.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.muster.unit.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// A database that any number of nodes share; it is the roll and the authority at once.
///
/// Units run in their callers' threads, as many at once as there are connections; work in bulk may
/// take half of them at most.
public final class PostgresqlDatabase implements Database {
    private static final int CONNECTIONS = 12;
    private static final long CONNECT_MILLIS = 5000;

    private final HikariDataSource connections;
    private final Semaphore bulk = new Semaphore(CONNECTIONS / 2);
    private volatile Optional<String> trouble = Optional.empty();

    private PostgresqlDatabase(HikariDataSource connections) {
        this.connections = connections;
    }

    /// @param url `jdbc:postgresql://host/database?user=…`
    /// @throws Unavailable when nobody answers there, or the database is newer than this program
    public static PostgresqlDatabase open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("muster");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setAutoCommit(false);
        config.addDataSourceProperty("ApplicationName", "muster");
        // A statement that looked good for five values may be bad for the sixth.
        config.setConnectionInitSql("SET plan_cache_mode = force_custom_plan");
        HikariDataSource connections;
        try {
            connections = new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new Unavailable(
                    "the database at the given address does not let us in; check --database-url",
                    e);
        }
        PostgresqlDatabase database = new PostgresqlDatabase(connections);
        try {
            List<String> steps =
                    Stream.concat(Migrations.ROLL.stream(), Migrations.AUTHORITY.stream()).toList();
            database.write(unit ->
                    Database.in(
                            unit,
                            session -> {
                                Migrations.run(session, steps);
                                return true;
                            }));
            return database;
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public <T> T read(Reading<T> reading) {
        return Failures.again(() -> {
            try (Connection connection = connections.getConnection();
                    Session session = new Session(connection, Dialect.POSTGRESQL)) {
                session.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                try {
                    return reading.from(session);
                } finally {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw new JdbcUnit.Failure(e);
            }
        });
    }

    @Override
    public <T> T write(Work<T> work) {
        try {
            return Failures.again(() -> attempt(work));
        } catch (Unavailable e) {
            trouble = Optional.of(e.reason());
            throw e;
        }
    }

    private <T> T attempt(Work<T> work) {
        JdbcUnit unit;
        T value;
        try (Connection connection = connections.getConnection();
                Session session = new Session(connection, Dialect.POSTGRESQL)) {
            unit = new JdbcUnit(session);
            boolean whole = false;
            try {
                value = Failures.inUnit(work, unit);
                CrashPoint.BEFORE_COMMIT.pass();
                connection.commit();
                CrashPoint.AFTER_COMMIT.pass();
                whole = true;
            } finally {
                if (!whole) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new JdbcUnit.Failure(e);
        }
        unit.kept();
        return value;
    }

    @Override
    public <T> T writeInBulk(Work<T> work) {
        bulk.acquireUninterruptibly();
        try {
            return write(work);
        } finally {
            bulk.release();
        }
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    /// The server's memory is its own.
    @Override
    public void rest() {}

    @Override
    public void probe() {
        try {
            if (trouble.isEmpty()) {
                read(session -> session.number("SELECT 1"));
            } else {
                write(unit -> Database.in(unit, Database::touch));
                trouble = Optional.empty();
            }
        } catch (Unavailable e) {
            trouble = Optional.of(e.reason());
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
