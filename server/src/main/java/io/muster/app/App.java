package io.muster.app;

import static io.muster.http.Operation.get;

import io.muster.access.Answers;
import io.muster.access.KeptAnswers;
import io.muster.access.SignIn;
import io.muster.config.Address;
import io.muster.config.PrivateFile;
import io.muster.config.ServerSettings;
import io.muster.directory.scim.ScimFace;
import io.muster.http.Caller;
import io.muster.http.Edge;
import io.muster.http.Gate;
import io.muster.http.Handler;
import io.muster.http.Hosts;
import io.muster.http.Json;
import io.muster.http.Limits;
import io.muster.http.Listeners;
import io.muster.http.OpenApi;
import io.muster.http.Operation;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Repeats;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.http.Routes;
import io.muster.http.StaticFiles;
import io.muster.inventory.authorities.Ours;
import io.muster.model.Malformed;
import io.muster.store.access.JdbcAnswers;
import io.muster.telemetry.Tracing;
import io.muster.unit.Unavailable;
import io.muster.unit.Units;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The object graph, wired by hand. Whoever asks which store, which clock or which key stands
/// behind a port finds it here and nowhere else.
///
/// What was begun is kept in order and ended in the opposite one, also when a later step fails.
final class App implements AutoCloseable {
    private static final String CONSOLE = "io/muster/console/";
    private static final String VERSION = "1";
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);

    /// How long the list of tokens still shows one that expired.
    private static final Duration TOKEN_SHOWN = Duration.ofDays(30);

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Deque<AutoCloseable> begun = new ArrayDeque<>();
    private final ServerSettings settings;
    private final Names names;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Metrics metrics = new Metrics();
    private @Nullable Started started;

    private App(ServerSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.names = Names.of(settings);
    }

    /// What there is once everything runs.
    private record Started(
            Listeners listeners,
            HttpsCertificate certificate,
            SignIn signIn,
            Log log,
            List<Operation> operations) {}

    /// Starts everything, or nothing.
    ///
    /// @throws IOException saying in one line what hinders and what to do
    static App start(ServerSettings settings, Log.Maker logs) throws IOException {
        return start(settings, logs, InstantSource.system());
    }

    /// @param clock that all of it goes by
    static App start(ServerSettings settings, Log.Maker logs, InstantSource clock)
            throws IOException {
        App app = new App(settings, clock);
        try {
            app.begin(logs);
            return app;
        } catch (Unavailable e) {
            app.close();
            throw new IOException(e.reason(), e);
        } catch (Malformed e) {
            app.close();
            throw new IOException(e.reason(), e);
        } catch (IOException | RuntimeException e) {
            app.close();
            throw e;
        }
    }

    private void begin(Log.Maker logs) throws IOException, Malformed {
        Configured.check(settings);
        DataFolder folder = begun(DataFolder.take(settings.data()));
        Log log = begun(logs.make(folder.path(), clock));
        HttpsCertificate certificate =
                new HttpsCertificate(
                        settings, new OwnCertificate(folder.path()), names.all(), clock, random);
        Databases databases = begun(Databases.open(settings, folder.path()));
        Optional<Tracing> tracing = tracing(folder.path(), log);
        Beats beats = new Beats(log, tracing);
        begun(beats.begin(List.of(new Beat.Task("probe", RETRY, databases::probe))));
        Admission admission = Admission.of(settings, databases, clock, random);
        MachineDoor.HttpClients _ = begun(admission.machines().http());
        Inventory inventory =
                begun(
                        Inventory.over(
                                new Inventory.Ground(
                                        databases,
                                        folder.path(),
                                        Names.machine(),
                                        node(folder.path()),
                                        clock,
                                        random,
                                        log,
                                        beats,
                                        metrics,
                                        tracing,
                                        ours()),
                                settings,
                                admission));
        Health health = new Health(checks(databases, folder.path(), inventory), metrics);
        List<Route> secure = new ArrayList<>();
        secure.addAll(health.open());
        secure.add(health.numbers());
        secure.addAll(admission.routes());
        if (settings.oidc().isPresent()) {
            HttpClient http = begun(ProviderSignIn.http());
            secure.addAll(
                    ProviderSignIn.over(
                            settings.oidc().get(), http, admission, clock, random, log));
        }
        secure.addAll(inventory.routes());
        secure.add(new StaticFiles(App.class.getClassLoader(), CONSOLE).route());
        Repeats repeats = new KeptAnswers(databases.authority(), new JdbcAnswers(), clock);
        secure.add(description(secure));
        Routes routes = new Routes(secure, admission.doorkeeper(), repeats);
        Gate closed = (_, _) -> Caller.NOBODY;
        Listeners listeners =
                begun(
                        Listeners.bind(
                                door(
                                        settings.listen(),
                                        "https",
                                        routes,
                                        tracing.map(it -> new DoorJournal.Watch(it, routes)),
                                        log),
                                certificate.presented(),
                                admission.machines().anchors(),
                                door(
                                        settings.httpListen(),
                                        "http",
                                        new Routes(health.open(), closed),
                                        Optional.empty(),
                                        log),
                                Limits.USUAL,
                                random));
        begun(upkeep(databases.authority(), admission, certificate, log, beats));
        listeners.start();
        log.info(
                "started",
                Map.of(
                        "listen", settings.listen().toString(),
                        "httpListen", settings.httpListen().toString(),
                        "database", settings.databaseUrl().isPresent() ? "postgresql" : "sqlite"));
        beats.watch("disk", new Room(folder.path())::trouble);
        for (Health.Check it : health.checks()) {
            metrics.gauge(
                    "muster_check",
                    "1 for what is well, 0 for what is not: /readyz says why.",
                    "check=\"%s\"".formatted(it.name()),
                    () -> it.trouble().get().isEmpty() ? 1 : 0);
        }
        metrics.gauge("muster_up", "1 while the server answers.", () -> 1);
        metrics.gauge(
                "muster_memory_bytes",
                "Heap in use.",
                () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        started = new Started(listeners, certificate, admission.signIn(), log, routes.operations());
    }

    private Ours ours() throws IOException {
        try {
            return Ours.of(settings.ourIssuers());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// The description of everything before it, and of itself.
    private static Route description(List<Route> routes) {
        Operation operation =
                get("/api/v1/openapi.json", Permission.KNOWN, "This description.")
                        .answering(200, new Payload.Other("application/json", 0));
        List<Operation> all = new ArrayList<>(routes.stream().map(Route::operation).toList());
        all.add(operation);
        all.removeIf(it -> it.path().text().equals("/{file...}"));
        return operation.by(
                _ -> Response.text(200, "application/json", Json.pretty(OpenApi.of(all, VERSION))));
    }

    /// The address of the console.
    String address() {
        return "https://%s:%d/".formatted(names.first(), listeners().securePort());
    }

    /// A link that lets `person` in once.
    String signInLink(String person) {
        return address() + "sign-in#" + graph().signIn().invite(person).text();
    }

    /// What HTTPS presents now.
    X509Certificate certificate() {
        return graph().certificate().presented().leaf();
    }

    /// Everything that the secure door can be asked for.
    List<Operation> operations() {
        return graph().operations();
    }

    Listeners listeners() {
        return graph().listeners();
    }

    private Started graph() {
        if (started == null) {
            throw new IllegalStateException("nothing was started");
        }
        return started;
    }

    /// What keeps the doors in order while the server runs.
    private Beat upkeep(
            Units units, Admission admission, HttpsCertificate certificate, Log log, Beats beats) {
        Answers answers = new JdbcAnswers();
        Runnable sweep =
                () -> {
                    Instant now = clock.instant();
                    admission.machines().sweep(now);
                    int swept =
                            units.writeInBulk(unit ->
                                    admission.tokens().removeExpired(unit, now.minus(TOKEN_SHOWN))
                                            + admission.sessions().removeExpired(unit, now)
                                            + answers.removeBefore(
                                                    unit, now.minus(KeptAnswers.KEPT)));
                    metrics.add(
                            "muster_access_swept_total",
                            "Tokens, sessions and kept answers removed after their time.",
                            swept);
                };
        return beats.begin(
                List.of(
                        new Beat.Task("certificate", EVERY_MINUTE, () -> certificate.refresh(log)),
                        new Beat.Task("sweep", EVERY_MINUTE, sweep)));
    }

    /// Who is told what this server does; nobody as a rule.
    private Optional<Tracing> tracing(Path folder, Log log) throws IOException {
        if (settings.telemetry().isEmpty()) {
            return Optional.empty();
        }
        Telemetry telemetry =
                begun(
                        Telemetry.begin(
                                settings.telemetry().get(),
                                metrics,
                                node(folder),
                                clock,
                                random,
                                log));
        return Optional.of(telemetry.tracing());
    }

    private Listeners.Door door(
            Address address,
            String name,
            Handler routes,
            Optional<DoorJournal.Watch> watch,
            Log log)
            throws IOException {
        InetSocketAddress where = new InetSocketAddress(address.host(), address.port());
        if (where.isUnresolved()) {
            throw new IOException("there is no address for '%s'".formatted(address.host()));
        }
        Handler available =
                request -> {
                    try {
                        return watch.isPresent()
                                ? watch.get()
                                        .tracing()
                                        .during(request, () -> routes.handle(request))
                                : routes.handle(request);
                    } catch (Unavailable e) {
                        log.info(
                                "database unavailable",
                                Map.of("request", request.id(), "reason", e.reason()));
                        throw Problem.NOT_AVAILABLE
                                .because("The database cannot be used now.")
                                .until(RETRY);
                    }
                };
        return new Listeners.Door(
                where,
                new Edge(
                        new ScimFace(available),
                        new Hosts(names.all()),
                        new DoorJournal(name, log, metrics, watch)));
    }

    /// What tells this server from others that share its inventory, on one machine too. The same
    /// after a restart, so that it goes on with what it had: nobody else has its data folder.
    private String node(Path folder) throws IOException {
        if (settings.databaseUrl().isEmpty()) {
            return Names.machine();
        }
        PrivateFile file = new PrivateFile(folder.resolve("node"));
        if (!Files.exists(file.path())) {
            file.write(HexFormat.of().toHexDigits(random.nextInt()) + "\n");
        }
        return Names.machine() + "/" + file.read().strip();
    }

    private static List<Health.Check> checks(
            Databases databases, Path folder, Inventory inventory) {
        List<Health.Check> checks = new ArrayList<>();
        checks.add(new Health.Check("roll", Health.State.UNAVAILABLE, databases.roll()::trouble));
        checks.add(
                new Health.Check(
                        "authority", Health.State.UNAVAILABLE, databases.authority()::trouble));
        checks.add(new Health.Check("disk", Health.State.IMPAIRED, new Room(folder)::trouble));
        checks.addAll(inventory.checks());
        return checks;
    }

    private <T extends AutoCloseable> T begun(T part) {
        begun.push(part);
        return part;
    }

    /// Ends everything, the last first: no more requests, then the databases, then the lock.
    @Override
    public void close() {
        if (started != null) {
            started.log().info("stopping", Map.of());
        }
        while (!begun.isEmpty()) {
            try {
                begun.pop().close();
            } catch (Exception e) {
                if (started != null && !(e instanceof InterruptedException)) {
                    started.log().error("could not end cleanly", e, Map.of());
                }
            }
        }
    }
}
