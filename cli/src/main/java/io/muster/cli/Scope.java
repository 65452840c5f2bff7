package io.muster.cli;

import io.muster.catalog.Policies;
import io.muster.catalog.Targets;
import io.muster.config.Configuration;
import io.muster.egress.GuardedEgress;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.secret.AllowList;
import io.muster.x509.keys.KnownKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say what is looked at, how, and by which rules.
final class Scope {
    private static final int LIST_LINES_MAX = 1_000_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings; options go before them. Default: ~/.config/muster/muster.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Judge by this policy instead of the baseline.")
    private @Nullable Path policy;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Leave out the findings of this earlier JSON document.")
    private @Nullable Path baseline;

    @Option(
            names = "--declared",
            paramLabel = "FILE",
            description =
                    "CSV or JSON of what you believe you have; the result tells the difference.")
    private @Nullable Path declared;

    @Option(
            names = "--map",
            paramLabel = "COLUMN=FIELD",
            description = "What a column of the declared list means, where its name does not say.")
    private List<String> columns = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "WHAT",
            description =
                    "A path pattern as in .gitignore, a host or a network that is left alone.")
    private List<String> exclude = List.of();

    @Option(
            names = "--ignore-files",
            description =
                    "Respect .gitignore and .ignore files. Off by default: secrets lie in ignored files.")
    private boolean ignoreFiles;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "At most N new connections a second to each /24. Default: 50.")
    private @Nullable Integer rate;

    @Option(
            names = "--certificates-only",
            description =
                    "Of TLS servers, take the certificates and nothing else; several times faster.")
    private boolean certificatesOnly;

    @Option(
            names = "--sni",
            paramLabel = "NAME",
            description = "Also ask every TLS server for this name.")
    private List<String> serverNames = List.of();

    @Option(
            names = "--no-secrets",
            description = "Do not look for API keys, tokens and passwords in text.")
    private boolean withoutSecrets;

    @Option(
            names = "--allow",
            paramLabel = "FILE",
            description =
                    "Secrets that may be there, as in a target's own .muster-allow; counted, not listed.")
    private @Nullable Path allow;

    @Option(names = "--no-history", description = "Of git repositories, look at the files only.")
    private boolean withoutHistory;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Passwords to try on locked containers, one a line.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--known-keys",
            paramLabel = "FILE",
            description =
                    "A list of keys whose private half is public knowledge, such as Debian's.")
    private List<Path> knownKeys = List.of();

    @Option(
            names = "--label",
            paramLabel = "[TARGET:]NAME=VALUE",
            description = "A fact that rules use, such as env=prod; for all targets, or for one.")
    private List<String> labels = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Threads that read files.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /// The settings in force.
    Configuration configuration() throws Malformed, IOException {
        return ConfigCommand.read(config, around());
    }

    /// A run over `targets`.
    ///
    /// @param key under which secrets are told apart
    /// @throws Malformed when an option or a target is wrong
    /// @throws IOException when a file that an option names cannot be read
    Run run(List<String> targets, Run.Key key) throws Malformed, IOException {
        fill(configuration());
        return Run.of(this, expanded(targets, around().input()), key);
    }

    Surroundings around() {
        return Surroundings.of(spec);
    }

    /// What no option says, the settings say.
    private void fill(Configuration settings) {
        if (policy == null) {
            policy = settings.text("scan.policy").map(Path::of).orElse(null);
        }
        if (passwordFile == null) {
            passwordFile = settings.text("scan.password-file").map(Path::of).orElse(null);
        }
        if (rate == null) {
            rate = settings.text("scan.rate").map(Integer::valueOf).orElse(null);
        }
        if (knownKeys.isEmpty()) {
            knownKeys = settings.texts("scan.known-keys").stream().map(Path::of).toList();
        }
        exclude = exclude.isEmpty() ? settings.texts("scan.exclude") : exclude;
        labels = labels.isEmpty() ? settings.texts("scan.label") : labels;
        serverNames = serverNames.isEmpty() ? settings.texts("scan.sni") : serverNames;
    }

    /// A policy of one's own is read at once, because it may be wrong. The baseline is not: it is
    /// got ready beside the looking, which takes about as long when there is little to look at.
    CompletableFuture<Policy> policy() throws Malformed, IOException {
        return policy == null
                ? CompletableFuture.supplyAsync(Policies::baseline)
                : CompletableFuture.completedFuture(Policies.read(policy));
    }

    Targets.Settings settings() throws Malformed, IOException {
        return new Targets.Settings(
                exclude,
                ignoreFiles ? Targets.Ignored.LEFT_OUT : Targets.Ignored.LOOKED_AT,
                certificatesOnly ? Targets.Asked.CERTIFICATES : Targets.Asked.EVERYTHING,
                withoutHistory ? Targets.History.LEFT_OUT : Targets.History.LOOKED_AT,
                allowed(),
                serverNames,
                threads);
    }

    private AllowList allowed() throws Malformed, IOException {
        if (allow == null) {
            return AllowList.empty();
        }
        try {
            return AllowList.parse(Files.readAllLines(allow));
        } catch (IllegalArgumentException e) {
            throw new Malformed("allow list " + allow + ": " + e.getMessage(), e);
        }
    }

    List<String> exclude() {
        return exclude;
    }

    int rate() {
        int connections = rate == null ? GuardedEgress.RATE : rate;
        if (connections < 1 || connections > 100_000) {
            throw new IllegalArgumentException("--rate is a number from 1 to 100000");
        }
        return connections;
    }

    boolean secrets() {
        return !withoutSecrets;
    }

    Optional<Path> baseline() {
        return Optional.ofNullable(baseline);
    }

    Optional<Path> declared() {
        return Optional.ofNullable(declared);
    }

    List<String> columns() {
        return columns;
    }

    List<String> passwords() throws IOException {
        return passwordFile == null ? List.of() : Files.readAllLines(passwordFile);
    }

    KnownKeys knownKeys() throws Malformed, IOException {
        KnownKeys all = KnownKeys.NONE;
        for (Path file : knownKeys) {
            // Every byte is a character here, so that a wrong file is told by its first line.
            try (Reader list = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                all = all.and(KnownKeys.read(list));
            } catch (Malformed e) {
                throw new Malformed("--known-keys " + file + ": " + e.reason(), e);
            }
        }
        return all;
    }

    /// The labels of `target`: those for all, then its own.
    Facts labels(String target) throws Malformed {
        Facts facts = Facts.NONE;
        for (String label : labels) {
            int equals = label.indexOf('=');
            int colon = label.lastIndexOf(':', Math.max(equals, 0));
            String name = label.substring(colon + 1, Math.max(equals, colon + 1));
            if (equals < 1 || !name.matches("[A-Za-z][A-Za-z0-9_.-]{0,63}")) {
                throw new Malformed(
                        "--label is NAME=VALUE or TARGET:NAME=VALUE, not '" + label + "'");
            }
            if (colon < 0 || label.substring(0, colon).equals(target)) {
                facts = facts.with("label." + name, label.substring(equals + 1));
            }
        }
        return facts;
    }

    /// Lists in files and on standard input take the place of their name.
    private static List<String> expanded(List<String> targets, InputStream input)
            throws IOException {
        List<String> all = new ArrayList<>();
        for (String target : targets) {
            if (target.equals("-")) {
                all.addAll(
                        lines(
                                new BufferedReader(
                                        new InputStreamReader(input, StandardCharsets.UTF_8))));
            } else if (target.startsWith("@")) {
                try (BufferedReader list = Files.newBufferedReader(Path.of(target.substring(1)))) {
                    all.addAll(lines(list));
                }
            } else {
                all.add(target);
            }
        }
        return all;
    }

    private static List<String> lines(BufferedReader list) throws IOException {
        List<String> lines =
                list.lines()
                        .map(it -> it.replaceFirst("#.*", "").strip())
                        .filter(it -> !it.isEmpty())
                        .limit(LIST_LINES_MAX + 1L)
                        .toList();
        if (lines.size() > LIST_LINES_MAX) {
            throw new IOException("a list has at most 1,000,000 targets");
        }
        return lines;
    }
}
