package io.muster.catalog;

import io.muster.discovery.files.Exclusions;
import io.muster.discovery.git.RepositoryAddress;
import io.muster.egress.Hosts;
import io.muster.egress.Network;
import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// How far those may point who have no say over the whole installation.
///
/// Targets are compared by what they mean and not by how they are spelt: paths by where they really
/// lie, hosts as addresses and names in one form. As soon as anything is allowed by name, what is
/// not named is out.
///
/// @param limits as they were written
/// @param hosts of them, but for the next two
/// @param networks of any size
/// @param domains `.example.com` for `*.example.com`
public record Bounds(
        Limits limits, List<Hosts> hosts, List<Network> networks, List<String> domains) {
    private static final int SHOWN = 5;

    /// @param paths folders and files, with all below
    /// @param hosts names, `*.example.com`, addresses, networks and ranges
    /// @param git beginnings of addresses
    /// @param exclude path patterns, hosts and networks that are never looked at
    public record Limits(
            List<String> paths, List<String> hosts, List<String> git, List<String> exclude) {
        public Limits {
            paths = List.copyOf(paths);
            hosts = List.copyOf(hosts);
            git = List.copyOf(git);
            exclude = List.copyOf(exclude);
        }

        boolean open() {
            return paths.isEmpty() && hosts.isEmpty() && git.isEmpty();
        }
    }

    public Bounds {
        hosts = List.copyOf(hosts);
        networks = List.copyOf(networks);
        domains = List.copyOf(domains);
    }

    /// @throws Malformed naming a limit that means nothing
    public static Bounds of(Limits limits) throws Malformed {
        for (String path : limits.paths()) {
            if (!path.startsWith("/") || !isPath(path)) {
                throw new Malformed("scope.paths: '" + path + "' is no absolute path");
            }
        }
        for (String address : limits.git()) {
            if (RepositoryAddress.of(address.replaceFirst("/+$", "") + "/_").isEmpty()
                    && RepositoryAddress.of(address + "_").isEmpty()) {
                throw new Malformed(
                        "scope.git: '%s' is no beginning of an address, such as https://git.example.com/pay/"
                                .formatted(address));
            }
        }
        List<Hosts> hosts = new ArrayList<>();
        List<Network> networks = new ArrayList<>();
        List<String> domains = new ArrayList<>();
        for (String text : limits.hosts()) {
            try {
                if (text.startsWith("*.")) {
                    domains.add("." + Hosts.parse(text.substring(2)));
                } else if (text.contains("/")) {
                    networks.add(Network.parse(text));
                } else {
                    hosts.add(Hosts.parse(text));
                }
            } catch (IllegalArgumentException e) {
                throw new Malformed("scope.hosts: " + e.getMessage(), e);
            }
        }
        for (String text : limits.exclude()) {
            refuseTooLarge(text);
        }
        return new Bounds(limits, hosts, networks, domains);
    }

    /// What excludes must know each of its addresses; a network that it cannot would be taken for a
    /// path.
    private static void refuseTooLarge(String exclude) throws Malformed {
        if (exclude.matches("[0-9a-fA-F:.]+/[0-9]{1,3}")) {
            try {
                Hosts _ = Hosts.parse(exclude);
            } catch (IllegalArgumentException e) {
                throw new Malformed("scope.exclude: " + e.getMessage(), e);
            }
        }
    }

    /// Why `target` may not be looked at; empty when it may.
    ///
    /// @throws Malformed when it points at nothing
    public Optional<String> against(String target) throws Malformed {
        Optional<String> limit =
                switch (Targets.pointed(target)) {
                    case Targets.Pointed.OnDisk it -> againstPath(it.path());
                    case Targets.Pointed.Repository it -> againstRepository(it.address());
                    case Targets.Pointed.InNetwork it -> againstHosts(it.target().hosts());
                };
        return limit.map(it -> "'%s' %s".formatted(target, it));
    }

    private Optional<String> againstPath(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path real = real(path);
        if (excluded(absolute) || excluded(real)) {
            return Optional.of("is left alone: scope.exclude names it");
        }
        boolean inside = limits.paths().stream().anyMatch(it -> real.startsWith(real(Path.of(it))));
        return limits.open() || inside
                ? Optional.empty()
                : Optional.of(outside("paths", limits.paths()));
    }

    private Optional<String> againstRepository(String text) {
        Optional<Path> local = RepositoryAddress.local(text);
        if (local.isPresent()) {
            return againstPath(local.get());
        }
        Optional<RepositoryAddress> address = RepositoryAddress.of(text);
        boolean left =
                address.filter(it -> excluded(it.host().replaceFirst(":.*", ""))).isPresent();
        if (left) {
            return Optional.of("is left alone: scope.exclude names its host");
        }
        boolean inside =
                address.filter(it -> limits.git().stream().anyMatch(it::isBelow)).isPresent();
        return limits.open() || inside
                ? Optional.empty()
                : Optional.of(outside("git", limits.git()));
    }

    private Optional<String> againstHosts(Hosts target) {
        if (excluded(target)) {
            return Optional.of("is left alone: scope.exclude names it");
        }
        boolean inside =
                switch (target) {
                    case Hosts.Named named ->
                            hosts.contains(named)
                                    || domains.stream().anyMatch(named.name()::endsWith);
                    case Hosts.Range range ->
                            hosts.stream().anyMatch(within(range))
                                    || networks.stream()
                                            .anyMatch(it ->
                                                    it.contains(range.first())
                                                            && it.contains(range.last()));
                };
        return limits.open() || inside
                ? Optional.empty()
                : Optional.of(outside("hosts", limits.hosts()));
    }

    private static Predicate<Hosts> within(Hosts.Range range) {
        return it ->
                it instanceof Hosts.Range outer
                        && outer.contains(range.first())
                        && outer.contains(range.last());
    }

    private boolean excluded(String host) {
        try {
            return excluded(Hosts.parse(host));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// What is excluded in part is looked at but for that part.
    private boolean excluded(Hosts target) {
        for (String text : limits.exclude()) {
            try {
                Hosts excluded = Hosts.parse(text);
                boolean all =
                        switch (target) {
                            case Hosts.Named named -> excluded.equals(named);
                            case Hosts.Range range -> within(range).test(excluded);
                        };
                if (all) {
                    return true;
                }
            } catch (IllegalArgumentException _) {
                // A path pattern.
            }
        }
        return false;
    }

    /// Whether a pattern names the path or a folder above it.
    private boolean excluded(Path path) {
        Exclusions exclusions = Exclusions.of(limits.exclude());
        List<String> names = new ArrayList<>();
        for (Path name : path) {
            names.add(name.toString());
            boolean folder = names.size() < path.getNameCount() || Files.isDirectory(path);
            if (exclusions.exclude(List.copyOf(names), folder)) {
                return true;
            }
        }
        return false;
    }

    private static String outside(String limit, List<String> allowed) {
        String named =
                allowed.isEmpty()
                        ? "which names nothing"
                        : "which has " + String.join(", ", allowed.stream().limit(SHOWN).toList());
        String more = allowed.size() > SHOWN ? " and more" : "";
        return "lies outside of scope.%s, %s%s"
                .formatted(limit.toLowerCase(Locale.ROOT), named, more);
    }

    private static boolean isPath(String text) {
        try {
            Path _ = Path.of(text);
            return true;
        } catch (InvalidPathException _) {
            return false;
        }
    }

    /// Where `path` lies when every link is followed, as far as it exists. A `..` behind a link
    /// leads out of where the link points, so that nothing is shortened before.
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath();
        try {
            return absolute.toRealPath();
        } catch (IOException _) {
            Path above = absolute.getParent();
            return above == null
                    ? absolute
                    : real(above).resolve(absolute.getFileName()).normalize();
        }
    }
}
