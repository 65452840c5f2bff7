package io.muster.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What may be contacted in a run: the hosts that were named, less the excluded ones.
///
/// Some addresses are refused whatever the scope says: see [SpecialPurpose].
///
/// @param hosts named or in a named network
/// @param excluded never contacted, by whatever name or network it was reached
public record Scope(List<Hosts> hosts, List<Hosts> excluded) {

    public Scope {
        hosts = List.copyOf(hosts);
        excluded = List.copyOf(excluded);
    }

    /// Exactly what `targets` name.
    public static Scope of(NetworkTargets targets) {
        return new Scope(
                targets.list().stream().map(NetworkTarget::hosts).distinct().toList(), List.of());
    }

    /// The same scope without `more`.
    public Scope excluding(List<Hosts> more) {
        List<Hosts> all = new ArrayList<>(excluded);
        all.addAll(more);
        return new Scope(hosts, all);
    }

    /// The same scope and what `other` has: its hosts and its exclusions.
    public Scope and(Scope other) {
        List<Hosts> both = new ArrayList<>(hosts);
        both.addAll(other.hosts);
        return new Scope(both, excluded).excluding(other.excluded);
    }

    /// Decides about single addresses; made once a run, because scopes may hold many thousand
    /// hosts.
    Guard guard() {
        return new Guard(this);
    }

    /// Why an address may not be contacted, quickly.
    static final class Guard {
        private final Set<String> names = new HashSet<>();
        private final Set<InetAddress> singles = new HashSet<>();
        private final List<Hosts.Range> ranges = new ArrayList<>();
        private final Set<String> excludedNames = new HashSet<>();
        private final List<Hosts.Range> excludedRanges = new ArrayList<>();

        private Guard(Scope scope) {
            for (Hosts hosts : scope.hosts) {
                switch (hosts) {
                    case Hosts.Named named -> names.add(named.name());
                    case Hosts.Range range when range.size() == 1 -> singles.add(range.first());
                    case Hosts.Range range -> ranges.add(range);
                }
            }
            for (Hosts hosts : scope.excluded) {
                switch (hosts) {
                    case Hosts.Named named -> excludedNames.add(named.name());
                    case Hosts.Range range -> excludedRanges.add(range);
                }
            }
        }

        boolean names(String host) {
            return names.contains(host.toLowerCase(Locale.ROOT));
        }

        /// Why `host` is not even looked up; empty when it may be.
        Optional<String> againstName(String host) {
            if (excludedNames.contains(host.toLowerCase(Locale.ROOT))) {
                return Optional.of(host + " is excluded");
            }
            return Optional.empty();
        }

        /// Why `address` may not be contacted; empty when it may.
        ///
        /// @param host the name that it was resolved from, empty when it was given as an address
        Optional<String> against(InetAddress address, Optional<String> host) {
            String text = address.getHostAddress();
            if (excludedRanges.stream().anyMatch(range -> range.contains(address))) {
                return Optional.of(text + " is excluded");
            }
            SpecialPurpose purpose = SpecialPurpose.of(address);
            boolean named = singles.contains(address);
            boolean inRange = named || ranges.stream().anyMatch(range -> range.contains(address));
            boolean byName = host.filter(this::names).isPresent();
            return switch (purpose.use()) {
                case NEVER -> Optional.of(text + " is never contacted: " + purpose.name());
                case NAMED -> {
                    boolean asked =
                            named || (inRange && loopbackRange(address)) || (byName && local(host));
                    yield asked
                            ? Optional.empty()
                            : Optional.of(
                                    text
                                            + " is this machine itself ("
                                            + purpose.name()
                                            + "); name that address or localhost to look there");
                }
                case PUBLIC, INSIDE ->
                        inRange || byName
                                ? Optional.empty()
                                : Optional.of(text + " is not in scope");
            };
        }

        /// A range that was written inside the loopback network names loopback; one that merely
        /// spans it does not.
        private boolean loopbackRange(InetAddress address) {
            return ranges.stream()
                    .filter(range -> range.contains(address))
                    .anyMatch(range ->
                            range.first().isLoopbackAddress() && range.last().isLoopbackAddress());
        }

        /// RFC 6761, 6.3: names that mean loopback by definition, not because somebody's DNS says
        /// so.
        private static boolean local(Optional<String> host) {
            return host.filter(it -> it.equals("localhost") || it.endsWith(".localhost"))
                    .isPresent();
        }
    }
}
