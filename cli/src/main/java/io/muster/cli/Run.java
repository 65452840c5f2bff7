package io.muster.cli;

import io.muster.catalog.Targets;
import io.muster.client.Delivery;
import io.muster.contract.ScannerKey;
import io.muster.discovery.Meter;
import io.muster.discovery.Outside;
import io.muster.discovery.content.Recogniser;
import io.muster.discovery.content.Settings;
import io.muster.discovery.exports.ExportReader;
import io.muster.egress.GuardedEgress;
import io.muster.egress.Resolver;
import io.muster.export.Baseline;
import io.muster.keystore.Passwords;
import io.muster.model.Malformed;
import io.muster.model.Severity;
import io.muster.policy.Policy;
import io.muster.roll.Roll;
import io.muster.roll.RollResult;
import io.muster.scan.Judgement;
import io.muster.scan.Scan;
import io.muster.scan.ScanResult;
import io.muster.scan.Summary;
import io.muster.scan.Unreadable;
import io.muster.secret.FingerprintKey;
import io.muster.x509.keys.KnownKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One run of the engine for a command: the object graph of `core`, wired by hand.
final class Run implements AutoCloseable {
    private final InstantSource clock = InstantSource.system();
    private final Meter meter = new Meter();
    private final Scope scope;
    private final List<String> texts;
    private final Targets.Aim aim;
    private final CompletableFuture<Policy> policy;
    private final FingerprintKey key;
    private final Set<String> baseline;
    private final Optional<Declared> declared;
    private final Path temporaryFolder;
    private final Roll roll;
    private @Nullable RollResult seen;

    /// Under which key secrets are told apart.
    sealed interface Key {
        /// This person's own, on this machine.
        Key OWN = new Own();

        record Own() implements Key {}

        /// The one of the server that is told what was seen.
        record OfServer(FingerprintKey key) implements Key {}

        /// @throws Malformed when the server gave something that is no key
        static Key of(ScannerKey given) throws Malformed {
            try {
                return new OfServer(FingerprintKey.of(given.bytes()));
            } catch (IllegalArgumentException e) {
                throw new Malformed("the server gave a key that cannot be used", e);
            }
        }
    }

    private Run(Scope scope, List<String> texts, Key key) throws Malformed, IOException {
        this.scope = scope;
        this.texts = texts;
        this.policy = scope.policy();
        this.aim = new Targets(scope.settings()).aim(texts, scope::labels);
        this.key = key(scope, key);
        this.baseline =
                scope.baseline().isPresent() ? Baseline.read(scope.baseline().get()) : Set.of();
        this.declared = Declared.read(scope);
        KnownKeys knownKeys = scope.knownKeys();
        this.temporaryFolder = Files.createTempDirectory("muster");
        this.roll =
                new Roll(
                        Roll.Settings.of(temporaryFolder).withKnownKeys(knownKeys),
                        clock.instant());
    }

    static Run of(Scope scope, List<String> texts, Key key) throws Malformed, IOException {
        return new Run(scope, texts, key);
    }

    private static FingerprintKey key(Scope scope, Key key) throws IOException {
        return switch (key) {
            case Key.OfServer it -> it.key();
            case Key.Own _ -> {
                Path state = scope.around().folders().state();
                yield new FingerprintKeyFile(state.resolve("fingerprint.key"))
                        .read(new SecureRandom());
            }
        };
    }

    /// Looks at every target and judges what was seen.
    ///
    /// @param watched is told how far it is, when somebody watches
    ScanResult look(Optional<PrintWriter> watched)
            throws InterruptedException, IOException, Malformed {
        Instant started = clock.instant();
        Outside outside =
                new Outside(
                        Host.name(),
                        clock,
                        new ExportReader(new Recogniser(recognition(), clock), clock),
                        new GuardedEgress(
                                aim.scope(), scope.rate(), Resolver.ofSystem(), System::nanoTime),
                        meter);
        List<String> lost;
        Progress progress = watched.map(it -> Progress.start(meter, clock, it)).orElse(null);
        try (progress) {
            lost = new Scan(outside, roll).look(aim.targets());
        }
        return judged(started, lost, outside);
    }

    /// Sends what was seen; after [#look].
    Delivery.Received deliver(Delivery delivery, ScanResult result)
            throws IOException, InterruptedException {
        if (seen == null) {
            throw new IllegalStateException("nothing was looked at yet");
        }
        boolean allLost = !texts.isEmpty() && result.failed().size() == texts.size();
        return delivery.send(
                roll,
                seen,
                new Delivery.Work(
                        meter.files(),
                        meter.bytes(),
                        meter.endpoints(),
                        allLost ? Optional.of("no target could be looked at") : Optional.empty()),
                key.id());
    }

    private Settings recognition() throws IOException {
        Settings settings = scope.secrets() ? Settings.withSecrets(key) : Settings.withoutSecrets();
        return settings.withPasswords(Passwords.startingWith(scope.passwords()));
    }

    private ScanResult judged(Instant started, List<String> lost, Outside outside)
            throws IOException, Malformed {
        RollResult result = roll.result();
        seen = result;
        var about =
                new ScanResult.About(
                        Version.number(), started, outside.host(), texts, policy.join(), key.id());
        Judgement.Outcome judged = new Judgement(about, baseline).of(result);
        return new ScanResult(
                about,
                summary(result, judged.findings(), Duration.between(started, clock.instant())),
                result.identities(),
                judged.lines(),
                judged.accounts(),
                result.grants(),
                result.unreadable().stream()
                        .map(it -> new Unreadable(it.place(), it.reason()))
                        .toList(),
                judged.unjudged(),
                lost,
                declared.map(it -> it.against(result)));
    }

    private Summary summary(RollResult result, Map<Severity, Long> findings, Duration elapsed) {
        var it = result.summary();
        return new Summary(
                it.identities(),
                it.credentials() + it.foreign(),
                it.foreign(),
                it.sightings(),
                it.unreadable(),
                meter.allowed(),
                findings,
                meter.files(),
                meter.bytes(),
                meter.endpoints(),
                elapsed.toMillis());
    }

    @Override
    public void close() {
        roll.close();
        try {
            Files.deleteIfExists(temporaryFolder);
        } catch (IOException _) {
            // An empty folder among temporary files harms nobody.
        }
    }
}
