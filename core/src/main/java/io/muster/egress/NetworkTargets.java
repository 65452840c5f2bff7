package io.muster.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Everything that a run was pointed at in networks, as a stream of endpoints without duplicates.
///
/// Networks are walked, not unfolded: what is held in memory grows with the number of targets, not
/// of addresses. A network is walked in chunks of 65,536 probes, and within a chunk from one /24 to
/// the next, so that the rate kept for each does not hold up the others.
public record NetworkTargets(List<NetworkTarget> list) {
    /// How many addresses a chunk has.
    private static final int CHUNK = 65_536;

    public NetworkTargets {
        list = List.copyOf(list);
    }

    /// Reads one target a line, as in a file or on standard input; empty lines and what follows `#`
    /// are left out.
    ///
    /// @throws IllegalArgumentException naming the first line that is no target
    public static NetworkTargets parse(Iterable<String> lines, String scheme) {
        List<NetworkTarget> targets = new ArrayList<>();
        for (String line : lines) {
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!text.isEmpty()) {
                targets.add(NetworkTarget.parse(text, scheme));
            }
        }
        return new NetworkTargets(targets);
    }

    /// How many endpoints there are at most.
    public long count() {
        return list.stream()
                .mapToLong(target -> size(target) * Math.max(1, target.ports().numbers().size()))
                .sum();
    }

    private static long size(NetworkTarget target) {
        return switch (target.hosts()) {
            case Hosts.Named _ -> 1;
            case Hosts.Range range -> range.size();
        };
    }

    /// Takes endpoints one after another; may wait, which slows the walk down.
    @FunctionalInterface
    public interface Visitor {
        void visit(Endpoint endpoint) throws InterruptedException;
    }

    /// Hands over every endpoint once: the single hosts first, in order, then the networks.
    ///
    /// @param defaultPort the port of a scheme, for targets that name none
    public void each(ToIntFunction<String> defaultPort, Visitor visitor)
            throws InterruptedException {
        SequencedMap<String, Endpoint> singles = new LinkedHashMap<>();
        List<Walk> walks = new ArrayList<>();
        for (NetworkTarget target : list) {
            List<Integer> ports = target.ports().or(defaultPort.applyAsInt(target.scheme()));
            Optional<String> single = single(target.hosts());
            if (single.isPresent()) {
                for (int port : ports) {
                    String host = single.get();
                    Endpoint endpoint =
                            new Endpoint(
                                    target.scheme(),
                                    host,
                                    port,
                                    Optional.empty(),
                                    target.ports().chosen());
                    singles.merge(
                            key(target.scheme(), host, port),
                            endpoint,
                            NetworkTargets::moreExpected);
                }
            } else if (target.hosts() instanceof Hosts.Range range) {
                walks.add(new Walk(target.scheme(), range, new HashSet<>(ports), ports));
            }
        }
        for (Endpoint endpoint : singles.values()) {
            visitor.visit(endpoint);
        }
        for (int i = 0; i < walks.size(); i++) {
            walk(walks.get(i), walks.subList(0, i), singles.keySet(), visitor);
        }
    }

    private record Walk(String scheme, Hosts.Range range, Set<Integer> ports, List<Integer> order) {
        boolean covers(String otherScheme, InetAddress address, int port) {
            return scheme.equals(otherScheme) && ports.contains(port) && range.contains(address);
        }
    }

    private static void walk(Walk walk, List<Walk> earlier, Set<String> singles, Visitor visitor)
            throws InterruptedException {
        for (long start = 0; start < walk.range.size(); start += CHUNK) {
            long length = Math.min(CHUNK, walk.range.size() - start);
            for (int i = 0; i < CHUNK; i++) {
                // The low byte of the step is the high byte of the index: the next /24 comes before
                // the next host.
                int index = ((i & 0xff) << 8) | (i >> 8);
                if (index >= length) {
                    continue;
                }
                InetAddress address = walk.range.at(start + index);
                for (int port : walk.order) {
                    String host = address.getHostAddress();
                    boolean seen =
                            singles.contains(key(walk.scheme, host, port))
                                    || earlier.stream()
                                            .anyMatch(it -> it.covers(walk.scheme, address, port));
                    if (!seen) {
                        visitor.visit(
                                new Endpoint(
                                        walk.scheme,
                                        host,
                                        port,
                                        Optional.of(walk.range),
                                        Ports.Chosen.BY_HABIT));
                    }
                }
            }
        }
    }

    private static String key(String scheme, String host, int port) {
        return scheme + " " + host + " " + port;
    }

    /// What one person named and another's habit found is expected to answer.
    private static Endpoint moreExpected(Endpoint one, Endpoint other) {
        return one.answerExpected() ? one : other;
    }

    private static Optional<String> single(Hosts hosts) {
        return switch (hosts) {
            case Hosts.Named named -> Optional.of(named.name());
            case Hosts.Range range ->
                    range.size() == 1
                            ? Optional.of(range.first().getHostAddress())
                            : Optional.empty();
        };
    }
}
