package io.muster.app;

import io.muster.access.Recording;
import io.muster.access.SignIn;
import io.muster.access.TokenOffice;
import io.muster.config.PrivateFile;
import io.muster.config.ServerSettings;
import io.muster.http.Permission;
import io.muster.model.Malformed;
import io.muster.store.Database;
import io.muster.store.access.JdbcSessions;
import io.muster.store.access.JdbcTokens;
import io.muster.store.audit.JdbcAuditLog;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// What the command line asks of the server: to run it, and to let somebody in when it runs
/// already.
public final class Serve {
    private Serve() {}

    /// Runs the server until the process is told to end, then ends it in order.
    ///
    /// On success it prints one line: `ready`, the address, and the sign-in link, or where that
    /// lies. The link is printed to a terminal only; elsewhere it would end in a log that others
    /// read.
    ///
    /// @param out where the line goes
    /// @param err where the log goes when the settings say so
    /// @param person whom the link lets in
    /// @throws IOException when the server cannot start; nothing runs then
    public static void run(
            ServerSettings settings, PrintWriter out, OutputStream err, LinkTo link, String person)
            throws IOException, InterruptedException {
        // Libraries log through slf4j, to nobody: it need not say so on standard error.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        App app = App.start(settings, (folder, clock) -> log(settings, folder, clock, err));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("drain")
                                .unstarted(() -> {
                                    app.close();
                                    ended.countDown();
                                    // A process that was asked to end and did so has not failed.
                                    Runtime.getRuntime().halt(0);
                                }));
        out.println(readyLine(app, settings, link, person));
        out.flush();
        ended.await();
    }

    /// A server that runs in this process, until whoever started it ends it.
    public interface Running extends AutoCloseable {
        /// Where HTTPS answers.
        String address();

        @Override
        void close();
    }

    /// Starts a server for a program that goes on beside it.
    ///
    /// @param log where the log goes
    /// @throws IOException when it cannot start; nothing runs then
    public static Running start(ServerSettings settings, OutputStream log) throws IOException {
        App app = App.start(settings, (_, clock) -> Log.to(log, clock));
        return new Running() {
            @Override
            public String address() {
                return app.address();
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }

    /// Where a sign-in link may go.
    public enum LinkTo {
        /// Somebody watches: print it.
        TERMINAL,
        /// Put it into a file that its owner alone can read.
        FILE
    }

    static String readyLine(App app, ServerSettings settings, LinkTo link, String person)
            throws IOException {
        String address = app.address();
        return switch (link) {
            case TERMINAL -> "ready %s  sign in: %s".formatted(address, app.signInLink(person));
            case FILE -> {
                PrivateFile file = new PrivateFile(settings.data().resolve("sign-in-link"));
                file.write(app.signInLink(person) + "\n");
                yield "ready %s  sign-in link in %s".formatted(address, file.path());
            }
        };
    }

    /// Finds out whether a server could act on these settings, without starting anything.
    ///
    /// @throws Malformed naming the first that it could not
    public static void check(ServerSettings settings) throws Malformed {
        Configured.check(settings);
    }

    /// Makes a sign-in link, with or without a running server.
    public static String signInLink(ServerSettings settings, String person) throws IOException {
        try (Database authority = authority(settings)) {
            String code =
                    SignIn.invite(
                                    recording(authority),
                                    new JdbcSessions(authority),
                                    person,
                                    new SecureRandom())
                            .text();
            return "https://%s:%d/sign-in#%s"
                    .formatted(Names.of(settings).first(), settings.listen().port(), code);
        } catch (Unavailable e) {
            throw new IOException(e.reason(), e);
        }
    }

    /// Makes a token, with or without a running server.
    ///
    /// @param scope names of permissions: `read`, `report`, `write`, `backup`, `policy`, `approve`,
    ///   `audit`, `manage-ca`, `directory`, `administer`
    /// @param places prefixes of what it may report; empty: any
    /// @throws IOException when the data folder cannot be used
    /// @throws IllegalArgumentException saying which wish does not fit
    public static String token(
            ServerSettings settings,
            String name,
            List<String> scope,
            List<String> places,
            Duration life,
            String person)
            throws IOException {
        TokenOffice.Wish wish =
                new TokenOffice.Wish(
                        name, permissions(scope), places, Optional.of(life.toSeconds()));
        try (Database authority = authority(settings)) {
            return new TokenOffice(
                            recording(authority), new JdbcTokens(authority), new SecureRandom())
                    .make(wish, new Recording.Deed("person:" + person, ""), person)
                    .token();
        } catch (Unavailable e) {
            throw new IOException(e.reason(), e);
        }
    }

    /// Scopes by their words.
    ///
    /// @throws IllegalArgumentException naming a word that is none
    static Set<Permission> permissions(List<String> scope) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String word : scope) {
            permissions.add(
                    Permission.inScope(word.toLowerCase(Locale.ROOT))
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "there is no scope '%s'; there are %s"
                                                    .formatted(word, Permission.scopes()))));
        }
        return permissions;
    }

    private static Recording recording(Database authority) {
        return new Recording(authority, new JdbcAuditLog(authority), InstantSource.system());
    }

    private static Database authority(ServerSettings settings) throws IOException {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        return Databases.authority(settings, DataFolder.make(settings.data()));
    }

    private static Log log(
            ServerSettings settings, Path folder, InstantSource clock, OutputStream err)
            throws IOException {
        String named = settings.log().orElse("");
        if (named.equals("-")) {
            return Log.to(err, clock);
        }
        return Log.into(named.isEmpty() ? folder.resolve("muster.log") : Path.of(named), clock);
    }
}
