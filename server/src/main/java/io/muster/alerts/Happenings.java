package io.muster.alerts;

import io.muster.alerts.Alert.About;
import io.muster.model.Severity;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What happened that somebody may have to know of, read where it is kept. What has been looked at
/// is ticked off in the unit that raises what comes of it.
public interface Happenings {

    /// Credentials whose time has come to be looked at: new ones, and those that have passed a
    /// step. The longest overdue first.
    List<Ending> endings(Instant now, int limit);

    /// `ending` was looked at, and will be again.
    ///
    /// @param again empty for never
    void looked(Unit unit, Ending ending, Optional<Instant> again);

    /// Where a credential is.
    Whereabouts whereabouts(Ending ending);

    /// Findings that opened and must be told: critical ones, and those of [#rules].
    List<Opened> opened(int limit);

    /// Findings of which was told, nobody said that they know, and which are still open.
    List<Opened> stillOpen(Instant now, int limit);

    /// `opened` was told.
    ///
    /// @param alert its id
    /// @param again when it is to be told again if it is still open; empty for never
    void told(Unit unit, Opened opened, String alert, Optional<Instant> again);

    /// Identities whose owner is another one than was last told of.
    List<Handed> handed(int limit);

    void told(Unit unit, Handed handed);

    /// Who issues and was not known before.
    List<Issuer> newIssuers(int limit);

    void known(Unit unit, Issuer issuer, Instant now);

    /// One more certificate of `issuer` on that day.
    ///
    /// @param day since 1970
    Issued issued(Unit unit, String issuer, long day);

    /// When the first run began: before that nothing was known.
    Optional<Instant> begun();

    /// From now on every finding of `rules` is told, besides critical ones.
    void rules(Unit unit, Collection<String> rules);

    /// A credential with what decides whether anybody is told of its end.
    ///
    /// @param number of its row
    /// @param fresh whether it was never looked at
    /// @param over whether its end matters no more: it is nowhere, replaced, or revoked
    /// @param foreign not ours
    /// @param dependents how many credentials hang from it
    /// @param authority whether it may issue
    /// @param names that it stands for, of a certificate
    record Ending(
            long number,
            About about,
            String type,
            boolean fresh,
            boolean over,
            boolean foreign,
            long dependents,
            boolean authority,
            Optional<Instant> notBefore,
            Optional<Instant> notAfter,
            String issuer,
            List<String> names,
            Optional<String> team) {
        public Ending {
            names = List.copyOf(names);
        }
    }

    /// @param places the first twenty
    /// @param dependents the titles of what hangs from it, the first twenty
    record Whereabouts(List<String> places, long placesInAll, List<String> dependents) {
        public Whereabouts {
            places = List.copyOf(places);
            dependents = List.copyOf(dependents);
        }
    }

    /// A finding.
    ///
    /// @param number of its row
    /// @param since when it opened, or opened again
    /// @param open whether it still is
    record Opened(
            long number,
            About about,
            String rule,
            Severity severity,
            String message,
            String remedy,
            Instant since,
            boolean open,
            List<String> places,
            long placesInAll,
            Optional<String> team) {
        public Opened {
            places = List.copyOf(places);
        }
    }

    /// An identity and its owners, by team id.
    record Handed(long number, About about, Optional<String> from, Optional<String> to) {}

    /// @param kind public, ours, internal, ad-hoc, or empty
    record Issuer(String name, String kind, long certificates) {}

    /// @param before how many on each of the days before since it was first seen
    record Issued(long today, List<Long> before) {
        public Issued {
            before = List.copyOf(before);
        }
    }
}
