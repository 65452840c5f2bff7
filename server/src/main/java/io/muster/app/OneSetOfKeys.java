package io.muster.app;

import io.muster.secret.FingerprintKey;
import io.muster.store.JdbcSettings;
import io.muster.unit.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/// The keys that belong to a database. Whoever uses it first says which; a server with others does
/// not start, because one secret would be two in the inventory, and the audit log nobody's.
///
/// @param authority where it is kept which keys those are
/// @param host the name of this machine, for those who look for the keys later
record OneSetOfKeys(Units authority, JdbcSettings settings, Keys keys, String host) {
    private static final String HOME = "keys.home";
    private static final String FINGERPRINT = "fingerprint.key";
    private static final String AUDIT = "audit.key";
    private static final String REPORT = "report.key";

    record Held(FingerprintKey fingerprint, Keys.Signing audit, Keys.Signing report) {}

    /// The keys of the data folder, made when neither it nor the database has any.
    ///
    /// @throws IOException when they are not the database's; the message says what to copy from
    ///   where
    Held take() throws IOException {
        for (String name : List.of(FINGERPRINT, AUDIT, REPORT)) {
            boolean known = authority.write(unit -> settings.find(unit, name)).isPresent();
            // A key of its own would only be in the way of the right one.
            if (known && !Files.exists(keys.folder().resolve(name))) {
                throw others(keys.folder() + " has no " + name);
            }
        }
        FingerprintKey fingerprint = keys.fingerprint();
        Keys.Signing audit = keys.audit("muster/" + host);
        Keys.Signing report = keys.report("muster-reports/" + host);
        String home = host + ":" + keys.folder();
        boolean ours =
                authority.write(unit -> {
                    boolean same =
                            fingerprint
                                            .id()
                                            .equals(
                                                    settings.keepFirst(
                                                            unit, FINGERPRINT, fingerprint.id()))
                                    && audit.name()
                                            .toString()
                                            .equals(
                                                    settings.keepFirst(
                                                            unit, AUDIT, audit.name().toString()))
                                    && report.name()
                                            .toString()
                                            .equals(
                                                    settings.keepFirst(
                                                            unit,
                                                            REPORT,
                                                            report.name().toString()));
                    String _ = settings.keepFirst(unit, HOME, home);
                    return same;
                });
        if (!ours) {
            throw others("the keys in " + keys.folder() + " are others");
        }
        return new Held(fingerprint, audit, report);
    }

    /// Forgets which they are, after they were lost.
    static void forget(Units authority, JdbcSettings settings) {
        authority.write(unit -> {
            for (String name : List.of(FINGERPRINT, AUDIT, REPORT, HOME)) {
                settings.remove(unit, name);
            }
            return true;
        });
    }

    private IOException others(String what) {
        Optional<String> home = authority.write(unit -> settings.find(unit, HOME));
        return new IOException(
                ("%s; copy fingerprint.key, audit.key and report.key from %s, where this database"
                                + " was first used")
                        .formatted(what, home.orElse("the data folder")));
    }
}
