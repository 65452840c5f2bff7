package io.muster.store;

import io.muster.unit.Unavailable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// All tables of the shared database as one file, read at one moment while nodes go on writing.
///
/// The file is a zip archive: `steps` names the migrations that made the tables, `columns` the
/// columns of each, and after them each table is an entry in PostgreSQL's binary form of COPY.
final class PostgresqlCopy {
    private static final String STEPS = "steps";
    private static final String COLUMNS = "columns";
    private static final int TEXT_MAX = 1 << 20;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String ALL_COLUMNS =
            """
            SELECT t.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
              FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
             WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r'
               AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             GROUP BY t.relname ORDER BY t.relname
            """;

    /// Counters go on after the last number that was given.
    private static final String COUNT_ON =
            """
            SELECT format('SELECT setval(%L, coalesce(max(%I), 0) + 1, false) FROM %I',
                          pg_get_serial_sequence(quote_ident(t.relname), a.attname), a.attname, t.relname)
              FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
             WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r'
               AND a.attidentity <> '' AND NOT a.attisdropped
            """;

    private PostgresqlCopy() {}

    /// Writes what is there now to `file`.
    ///
    /// @throws UncheckedIOException when it cannot be written
    static void write(PostgresqlDatabase database, Path file) {
        database.read(session -> {
            try {
                // When the database asks for another try, from the beginning.
                Files.deleteIfExists(file);
                Files.createFile(file, OWNER_ALONE);
                try (var out =
                        new ZipOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(file)))) {
                    write(session, out);
                }
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void write(Session session, ZipOutputStream out)
            throws SQLException, IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        session.each(ALL_COLUMNS, row -> columns.put(row.text(1), row.text(2)));
        text(out, STEPS, session.all("SELECT name FROM migration", row -> row.text(1)));
        text(
                out,
                COLUMNS,
                columns.entrySet().stream().map(it -> it.getKey() + " " + it.getValue()).toList());
        for (Map.Entry<String, String> table : columns.entrySet()) {
            out.putNextEntry(new ZipEntry(table.getKey()));
            copies(session).copyOut("COPY " + named(table) + " TO STDOUT (FORMAT binary)", out);
            out.closeEntry();
        }
    }

    private static void text(ZipOutputStream out, String name, List<String> lines)
            throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    private static CopyManager copies(Session session) throws SQLException {
        return session.connection().unwrap(PGConnection.class).getCopyAPI();
    }

    private static String named(Map.Entry<String, String> table) {
        return "\"%s\" (%s)".formatted(table.getKey(), table.getValue());
    }

    /// Whether every entry is as it was written.
    static boolean whole(Path file) {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
            int entries = 0;
            while (in.getNextEntry() != null) {
                in.transferTo(OutputStream.nullOutputStream());
                entries++;
            }
            return entries > 2;
        } catch (IOException _) {
            return false;
        }
    }

    /// Makes the tables of `file` in an empty database, with all that was in them; all or nothing.
    ///
    /// @throws Unavailable when the database is not empty, or the copy is of a newer Muster
    /// @throws IOException when the file cannot be read
    static void restore(Path file, String url) throws IOException {
        try (Connection connection = DriverManager.getConnection(url);
                ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
            connection.setAutoCommit(false);
            try (Session session = new Session(connection, Dialect.POSTGRESQL)) {
                if (session.number(
                                "SELECT count(*) FROM pg_class WHERE relkind = 'r'"
                                        + " AND relnamespace = current_schema()::regnamespace")
                        > 0) {
                    throw new Unavailable(
                            "there are tables in the database already; name an empty one");
                }
                Migrations.run(session, steps(lines(in, STEPS)));
                fill(session, in);
                for (String count : session.all(COUNT_ON, row -> row.text(1))) {
                    session.run(count);
                }
                connection.commit();
                session.run("ANALYZE");
                connection.commit();
            }
        } catch (SQLException e) {
            throw new Unavailable("the database at the given address did not take the backup", e);
        }
    }

    /// In the program's order.
    private static List<String> steps(List<String> made) {
        List<String> known =
                Stream.concat(Migrations.ROLL.stream(), Migrations.AUTHORITY.stream()).toList();
        for (String step : made) {
            if (!known.contains(step)) {
                throw new Unavailable(
                        "the backup was made by a newer Muster (it has %s); restore it with that version"
                                .formatted(step));
            }
        }
        return known.stream().filter(made::contains).toList();
    }

    private static void fill(Session session, ZipInputStream in) throws SQLException, IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String line : lines(in, COLUMNS)) {
            int end = line.indexOf(' ');
            columns.put(line.substring(0, end), line.substring(end + 1));
        }
        List<String> filled = new ArrayList<>();
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            String table = entry.getName();
            String of = columns.get(table);
            if (of == null) {
                throw new IOException("the copy has " + table + ", of which it names no columns");
            }
            // What the migrations put there is in the copy too.
            session.run("DELETE FROM \"" + table + "\"");
            copies(session)
                    .copyIn(
                            "COPY " + named(Map.entry(table, of)) + " FROM STDIN (FORMAT binary)",
                            in);
            filled.add(table);
        }
        if (filled.size() != columns.size()) {
            throw new IOException("the copy lacks tables that it names");
        }
    }

    private static List<String> lines(ZipInputStream in, String name) throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("the copy has no " + name);
        }
        return new String(in.readNBytes(TEXT_MAX), StandardCharsets.UTF_8).lines().toList();
    }
}
