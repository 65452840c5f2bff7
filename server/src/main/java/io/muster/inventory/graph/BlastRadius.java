package io.muster.inventory.graph;

import io.muster.inventory.Viewer;
import io.muster.model.Severity;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What falls with a thing: whoever has it has what, step by step.
public interface BlastRadius {

    /// Everything that falls with `from`; empty when that is not known to the viewer.
    Optional<Radius> of(Viewer viewer, Falling from, Limits limits);

    /// What `words` of a person mean: an id, a name, a host or the text of a place, as `kind:words`
    /// or alone; empty when nothing is known under them.
    Optional<Falling> meant(Viewer viewer, String words);

    /// How far is gone.
    ///
    /// @param depth how many steps
    /// @param items how many things are listed
    /// @param members how many things of a kind are followed one by one; what an authority has
    ///   issued is counted beyond that
    /// @param time after so long no further step is begun
    record Limits(int depth, int items, int members, Duration time) {
        /// At most so many steps.
        public static final int DEPTH_MAX = 8;

        /// At most so many things are listed.
        public static final int ITEMS_MAX = 1_000;

        public static Limits of(int depth, int items) {
            return new Limits(depth, items, 5_000, Duration.ofMillis(400));
        }
    }

    /// Something that can fall.
    ///
    /// @param id a credential's or identity's id, a host's name, a place's text, what may be done
    record Falling(Kind kind, String id) {
        /// Kinds of things.
        public enum Kind {
            CREDENTIAL("credential"),
            IDENTITY("identity"),
            HOST("host"),
            PLACE("place"),
            RESOURCE("resource");

            private final String text;

            Kind(String text) {
                this.text = text;
            }

            @Override
            public String toString() {
                return text;
            }
        }
    }

    /// What becomes of something.
    enum Effect {
        /// Its secret half is in the hands of whoever did it.
        EXPOSED("exposed"),
        /// Its issuer fell: nobody may believe it any more.
        UNTRUSTED("untrusted"),
        /// Somebody can pass for it.
        IMPERSONATED("impersonated"),
        /// Somebody can get in and read what lies there.
        ENTERED("entered"),
        /// It believes what the fallen says.
        DECEIVED("deceived"),
        /// Something that fell is in use there and must be replaced.
        AFFECTED("affected");

        private final String text;

        Effect(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// @param totals how many of each kind, without what it began with
    /// @param credentials the credentials of them, told apart
    /// @param depths how many of all kinds fall at each step, the first step first
    /// @param items the nearest and most critical of them
    /// @param isCut whether more falls than is listed
    record Radius(
            Hit from,
            Map<String, Extent> totals,
            HitCredentials credentials,
            List<Long> depths,
            List<Hit> items,
            boolean isCut) {
        public Radius {
            totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
            depths = List.copyOf(depths);
            items = List.copyOf(items);
        }
    }

    /// @param isAtLeast whether there may be more, which were not followed
    record Extent(long number, boolean isAtLeast) {}

    /// @param byEffect exposed and untrusted
    /// @param byCriticality what nobody has said is below the empty name
    /// @param byTeam the largest first; without a name for what nobody owns
    record HitCredentials(
            Map<String, Long> byEffect,
            Map<String, Long> byType,
            Map<String, Long> byCriticality,
            List<TeamHits> byTeam) {
        public HitCredentials {
            byEffect = Collections.unmodifiableMap(new LinkedHashMap<>(byEffect));
            byType = Collections.unmodifiableMap(new LinkedHashMap<>(byType));
            byCriticality = Collections.unmodifiableMap(new LinkedHashMap<>(byCriticality));
            byTeam = List.copyOf(byTeam);
        }
    }

    /// The team that answers for something.
    record HitTeam(String id, String name) {}

    /// How many are a team's.
    record TeamHits(Optional<HitTeam> team, long count) {}

    /// @param type a credential's type, an identity's kind
    /// @param path from what fell first to this: each step says why
    record Hit(
            Falling thing,
            String title,
            String type,
            String effect,
            int depth,
            Optional<HitTeam> owner,
            String criticality,
            Optional<Severity> worst,
            List<Cause> path) {
        public Hit {
            path = List.copyOf(path);
        }
    }

    /// @param tie why `thing` falls with the one before it: `issued-by`, `same-key`, `belongs-to`,
    ///   `readable-on`, `placed-on`, `authorised-on`, `trusted-by`, `holds`, `is`, `may`
    record Cause(String tie, Falling thing, String title) {}
}
