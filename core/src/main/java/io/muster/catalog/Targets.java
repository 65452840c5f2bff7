package io.muster.catalog;

import io.muster.discovery.Source;
import io.muster.discovery.content.AllowedSecrets;
import io.muster.discovery.content.ServiceSettings;
import io.muster.discovery.files.Escaped;
import io.muster.discovery.files.FileTree;
import io.muster.discovery.files.IgnoreFiles;
import io.muster.discovery.files.Limits;
import io.muster.discovery.git.GitHistory;
import io.muster.discovery.git.TreeHistory;
import io.muster.discovery.ssh.SshHosts;
import io.muster.discovery.tls.Depth;
import io.muster.discovery.tls.TlsEndpoints;
import io.muster.egress.Hosts;
import io.muster.egress.NetworkTarget;
import io.muster.egress.NetworkTargets;
import io.muster.egress.Ports;
import io.muster.egress.Scope;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.scan.Target;
import io.muster.secret.AllowList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a person writes to point at something, and the sources that look at it. Targets name their
/// own kind.
///
/// @param settings what holds for all targets of a run
public record Targets(Settings settings) {
    /// Kinds that the design knows and that have no source yet: saying so is better than "no such
    /// host".
    private static final Set<String> LATER =
            Set.of(
                    "k8s", "aws", "azure", "gcp", "ct", "vault", "ad", "pcap", "oci", "docker",
                    "github", "gitlab", "pkcs11", "spire");

    /// OpenSSH penalises hosts that connect often without logging in.
    private static final Duration SSH_PAUSE = Duration.ofMillis(50);

    /// @param exclude path patterns, hosts and networks that are left alone
    /// @param allowed secrets that nobody wants to hear of
    /// @param serverNames asked of every TLS server in addition
    public record Settings(
            List<String> exclude,
            Ignored ignored,
            Asked asked,
            History history,
            AllowList allowed,
            List<String> serverNames,
            int threads) {
        public Settings {
            exclude = List.copyOf(exclude);
            serverNames = List.copyOf(serverNames);
        }
    }

    /// What `.gitignore` and `.ignore` name.
    public enum Ignored {
        LOOKED_AT,
        LEFT_OUT
    }

    /// How much is asked of a TLS server.
    public enum Asked {
        EVERYTHING,
        CERTIFICATES
    }

    /// The past of a repository.
    public enum History {
        LOOKED_AT,
        LEFT_OUT
    }

    /// @param scope what the network sources may contact
    public record Aim(List<Target> targets, Scope scope) {
        public Aim {
            targets = List.copyOf(targets);
        }
    }

    /// What a person knows of a target.
    @FunctionalInterface
    public interface Labels {
        Facts of(String target) throws Malformed;
    }

    /// Works out what each of `texts` points at.
    ///
    /// @throws Malformed naming the first that points at nothing
    public Aim aim(List<String> texts, Labels labels) throws Malformed {
        List<Target> targets = new ArrayList<>();
        List<Hosts> hosts = new ArrayList<>();
        for (String text : texts) {
            targets.add(target(text, labels.of(text), hosts));
        }
        return new Aim(targets, new Scope(hosts, excludedHosts()));
    }

    /// What a target points at.
    public sealed interface Pointed {
        /// A file or a folder.
        record OnDisk(Path path) implements Pointed {}

        /// The history of a repository.
        ///
        /// @param address a path, or where to fetch it
        record Repository(String address) implements Pointed {}

        /// Hosts.
        record InNetwork(NetworkTarget target) implements Pointed {}
    }

    /// Works out what `text` points at, without looking there.
    ///
    /// @throws Malformed when it points at nothing
    public static Pointed pointed(String text) throws Malformed {
        Optional<Path> path = path(text);
        if (path.isPresent()) {
            return new Pointed.OnDisk(path.get());
        }
        String scheme = scheme(text);
        if (scheme.equals("git")) {
            return new Pointed.Repository(text.replaceFirst("^git[:+]", ""));
        }
        if (LATER.contains(scheme)) {
            throw new Malformed(
                    "there is no source for '%s:' targets yet; muster sources lists those there are"
                            .formatted(scheme));
        }
        try {
            return new Pointed.InNetwork(NetworkTarget.parse(text, defaultScheme(text)));
        } catch (IllegalArgumentException e) {
            throw new Malformed("target '" + text + "': " + e.getMessage(), e);
        }
    }

    private Target target(String text, Facts labels, List<Hosts> hosts) throws Malformed {
        return switch (pointed(text)) {
            case Pointed.OnDisk it -> new Target(text, onDisk(it.path()), labels, Target.Lane.DISK);
            case Pointed.Repository it ->
                    new Target(
                            text,
                            List.of(allowing(history(text, it.address()), path(it.address()))),
                            labels,
                            Target.Lane.DISK);
            case Pointed.InNetwork it ->
                    new Target(
                            text, inNetwork(text, it.target(), hosts), labels, Target.Lane.NETWORK);
        };
    }

    /// A path is what looks like one or exists.
    private static Optional<Path> path(String text) {
        try {
            if (text.startsWith("file:")) {
                return Optional.of(Path.of(text.substring(5).replaceFirst("^//", "")));
            }
            Path path = Path.of(text);
            boolean looksLikeOne = text.matches("(/|\\./|\\.\\./).*|\\.|\\.\\.");
            return looksLikeOne || Files.exists(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// The word before the first colon, when it is more than a host's name.
    private static String scheme(String text) {
        int colon = text.indexOf(':');
        String word = colon < 1 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        boolean repository =
                text.matches("https?://.*\\.git/?|git\\+[a-z]+://.*|[\\w.-]+@[\\w.-]+:.*");
        if (word.equals("git") || repository) {
            return "git";
        }
        return text.startsWith("://", Math.max(colon, 0)) || LATER.contains(word) ? word : "";
    }

    /// The files that lie there and, of every repository among them, all that ever lay there.
    private List<Source> onDisk(Path path) {
        FileTree files =
                new FileTree(
                        List.of(path),
                        settings.exclude(),
                        switch (settings.ignored()) {
                            case LEFT_OUT -> IgnoreFiles.RESPECTED;
                            case LOOKED_AT -> IgnoreFiles.DISREGARDED;
                        },
                        Limits.DEFAULT,
                        settings.threads());
        Source all =
                switch (settings.history()) {
                    case LOOKED_AT -> new TreeHistory(files);
                    case LEFT_OUT -> files;
                };
        return List.of(allowing(new ServiceSettings(all, real(path)), Optional.of(path)));
    }

    /// Paths in an allow list count from the target, or from the folder of a single file. Only a
    /// folder has a list of its own: whoever may write beside a file does not speak for it.
    private Source allowing(Source source, Optional<Path> target) {
        Optional<Path> folder =
                target.map(Targets::real)
                        .flatMap(it ->
                                Files.isDirectory(it)
                                        ? Optional.of(it)
                                        : Optional.ofNullable(it.getParent()));
        return new AllowedSecrets(
                source,
                folder.map(Escaped::of).orElse(""),
                target.filter(Files::isDirectory)
                        .map(it -> real(it).resolve(AllowedSecrets.FILE_NAME)),
                settings.allowed());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            // The source will say so.
            return path.toAbsolutePath().normalize();
        }
    }

    private Source history(String text, String repository) throws Malformed {
        try {
            return GitHistory.of(List.of(repository)).excluding(settings.exclude());
        } catch (IllegalArgumentException e) {
            throw new Malformed("target '" + text + "': " + e.getMessage(), e);
        }
    }

    private List<Source> inNetwork(String text, NetworkTarget target, List<Hosts> hosts)
            throws Malformed {
        hosts.add(target.hosts());
        if (bare(text, target)) {
            return usual(target.hosts());
        }
        NetworkTargets one = new NetworkTargets(List.of(target));
        if (target.scheme().equals(SshHosts.SCHEME)) {
            return List.of(new SshHosts(one, SSH_PAUSE));
        }
        if (!TlsEndpoints.speaks(target.scheme())) {
            throw new Malformed(
                    "target '%s': there is no source for '%s' targets"
                            .formatted(text, target.scheme()));
        }
        return List.of(new TlsEndpoints(one, settings.serverNames(), depth()));
    }

    /// A host, and neither how nor where to speak to it.
    private static boolean bare(String text, NetworkTarget target) {
        return !text.contains("://")
                && target.ports().equals(Ports.DEFAULT)
                && (target.hosts() instanceof Hosts.Named
                        || (target.hosts() instanceof Hosts.Range range && range.size() == 1));
    }

    /// All that is usually served with TLS or SSH.
    private List<Source> usual(Hosts host) {
        return List.of(
                new UsualPorts(
                        host.toString(),
                        List.of(
                                new TlsEndpoints(
                                        new NetworkTargets(TlsEndpoints.usual(host)),
                                        settings.serverNames(),
                                        depth()),
                                new SshHosts(
                                        new NetworkTargets(List.of(SshHosts.usual(host))),
                                        SSH_PAUSE))));
    }

    /// Who names port 22 means SSH.
    private static String defaultScheme(String text) {
        return text.endsWith(":22") ? SshHosts.SCHEME : "tls";
    }

    private Depth depth() {
        return switch (settings.asked()) {
            case EVERYTHING -> Depth.EVERYTHING;
            case CERTIFICATES -> Depth.CERTIFICATE;
        };
    }

    private List<Hosts> excludedHosts() {
        List<Hosts> excluded = new ArrayList<>();
        for (String text : settings.exclude()) {
            try {
                excluded.add(Hosts.parse(text));
            } catch (IllegalArgumentException _) {
                // A path pattern.
            }
        }
        return excluded;
    }
}
