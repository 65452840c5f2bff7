package io.muster.app;

import io.muster.access.RoleGrants;
import io.muster.api.Api;
import io.muster.audit.Audited;
import io.muster.audit.Sealing;
import io.muster.config.Estate;
import io.muster.config.PrivateFile;
import io.muster.config.ServerSettings;
import io.muster.contract.ScannerKey;
import io.muster.http.Route;
import io.muster.inventory.ChangeFeed;
import io.muster.inventory.authorities.Authorities;
import io.muster.inventory.authorities.Ours;
import io.muster.inventory.corrections.Labels;
import io.muster.inventory.declared.Declarations;
import io.muster.inventory.declared.Declared;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Runs;
import io.muster.inventory.intake.Sources;
import io.muster.inventory.search.Search;
import io.muster.inventory.search.Series;
import io.muster.inventory.verdicts.Judging;
import io.muster.jobs.Leases;
import io.muster.jobs.Turn;
import io.muster.model.Malformed;
import io.muster.primes.PrimeSearch;
import io.muster.rounds.Look;
import io.muster.rounds.Rounds;
import io.muster.secret.FingerprintKey;
import io.muster.store.Database;
import io.muster.store.JdbcSettings;
import io.muster.store.access.JdbcRoleGrants;
import io.muster.store.audit.JdbcAuditLog;
import io.muster.store.graph.JdbcAuthorities;
import io.muster.store.identities.JdbcIdentities;
import io.muster.store.intake.JdbcDeclared;
import io.muster.store.intake.JdbcReports;
import io.muster.store.intake.JdbcRuns;
import io.muster.store.intake.JdbcSources;
import io.muster.store.jobs.JdbcLeases;
import io.muster.store.primes.JdbcModuli;
import io.muster.store.roll.JdbcSeries;
import io.muster.store.search.JdbcChangeFeed;
import io.muster.store.search.JdbcDetails;
import io.muster.store.search.JdbcHistory;
import io.muster.store.search.JdbcSearch;
import io.muster.store.search.JdbcViews;
import io.muster.store.stewardship.JdbcLabels;
import io.muster.store.stewardship.JdbcTeams;
import io.muster.telemetry.Tracing;
import io.muster.unit.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The part of the object graph that knows what is known: the roll, what looks, and the routes over
/// both.
final class Inventory implements AutoCloseable {
    private static final Duration AT_ONCE = Duration.ofMillis(200);
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofMinutes(1);

    /// So long one thing may keep the others waiting.
    private static final Duration TURN = Duration.ofMillis(500);

    private static final int JUDGED_AT_ONCE = 200;

    private final List<Route> routes = new ArrayList<>();
    private final Rounds rounds;
    private final Beat beat;
    private final Beat comparing;
    private final Beat following;
    private final Beat searching;
    private final Indexing indexing;
    private final Beat owning;
    private final Beat reporting;
    private final Beat attesting;
    private final Beat belonging;
    private final Turn turn;
    private final Alerting alerting;
    private final AuditStream auditStream;
    private final Seal seal;

    /// What it is made of.
    ///
    /// @param host the name of this machine
    /// @param node the name of this process among others
    /// @param beats what is done again and again
    /// @param tracing tells what is done, where somebody is told
    /// @param ours authorities that the configuration calls so
    record Ground(
            Databases databases,
            Path folder,
            String host,
            String node,
            InstantSource clock,
            SecureRandom random,
            Log log,
            Beats beats,
            Metrics metrics,
            Optional<Tracing> tracing,
            Ours ours) {}

    private Inventory(Ground ground, ServerSettings settings, Admission admission)
            throws IOException, Malformed {
        Database roll = ground.databases().roll();
        Database authority = ground.databases().authority();
        InstantSource clock = ground.clock();
        OneSetOfKeys.Held keys =
                new OneSetOfKeys(
                                authority,
                                new JdbcSettings(),
                                new Keys(ground.folder(), ground.random()),
                                ground.host())
                        .take();
        FingerprintKey fingerprintKey = keys.fingerprint();
        Keys.Signing auditKey = keys.audit();

        JdbcAuditLog log = new JdbcAuditLog(authority);
        Sealing sealing =
                new Sealing(log, authority, auditKey.name(), auditKey.privateKey(), clock);
        Api.Recording recording = new Api.Recording(new Audited(log, authority, roll), clock);

        Search search = new JdbcSearch(roll, clock);
        Runs runs = new JdbcRuns(roll);
        Sources sources = new JdbcSources(roll);
        Units taking = ground.tracing().map(it -> it.units(roll, "ingest")).orElse(roll);
        Intake intake = new Intake(taking, new JdbcReports(roll), runs, clock, ground.random());
        Estate estate = settings.estate();
        List<String> alone = new ArrayList<>(estate.scope().exclude());
        alone.add(ground.folder().toString());
        alone.add(settings.backups().folder().toString());
        Engine engine =
                new Engine(
                        ground.host(),
                        fingerprintKey,
                        clock,
                        Files.createDirectories(ground.folder().resolve("temporary")),
                        alone,
                        Configured.bounds(estate.scope()));
        Leases leases = new JdbcLeases(roll);
        rounds =
                new Rounds(
                        new Rounds.Setting(sources, leases, intake, roll, clock),
                        new Look(engine, intake, ground.node()),
                        ground.random());

        Governance governance = Governance.of(ground, settings.governing(), recording);
        Judging judging = governance.judging();
        Labels labels = new JdbcLabels(roll);

        routes.addAll(Api.lists(search));
        routes.addAll(
                Api.details(
                        new JdbcDetails(roll, clock),
                        search,
                        new JdbcHistory(roll),
                        new JdbcIdentities(),
                        labels,
                        recording));
        routes.addAll(Api.labels(search, labels, recording));
        RoleGrants grants = new JdbcRoleGrants(authority);
        FileTeams teams = new FileTeams(estate, new JdbcTeams(roll), recording.audited(), clock);
        routes.addAll(Api.teams(teams.teams(), teams::fileOf, grants::isOver, recording));
        routes.addAll(governance.routes());
        routes.addAll(Api.views(new JdbcViews(roll), recording));
        Monitoring monitoring = Monitoring.of(ground, governance::policy);
        routes.addAll(monitoring.routes());
        Outlook outlook = Outlook.of(ground.databases(), clock);
        routes.addAll(outlook.routes(monitoring.program(), estate));
        routes.addAll(Api.changes(new JdbcChangeFeed(roll), rounds));
        routes.addAll(
                Api.sources(
                        sources, runs, rounds, new FileScope(engine, estate.file()), recording));
        routes.addAll(Api.runs(runs, intake, fingerprintKey.id()));
        Declared declared = new JdbcDeclared(roll);
        Declarations declarations = new Declarations(roll, declared, clock);
        routes.addAll(Api.declared(declared, declarations, recording));
        routes.addAll(
                Api.scanners(
                        new ScannerKey(
                                fingerprintKey.id(),
                                Base64.getEncoder()
                                        .encodeToString(fingerprintKey.bytes().toArray()))));
        routes.addAll(AuditEvidence.routes(ground, log, sealing, settings));
        Evidencing evidencing =
                Evidencing.of(
                        ground,
                        search,
                        monitoring.program(),
                        log,
                        keys,
                        Configured.monthly(settings.governing()));
        routes.addAll(evidencing.routes(search, declarations, recording));
        BackupFolder backups =
                new BackupFolder(settings.backups(), ground.databases(), clock, ground.log());
        ground.beats().watch("backup", backups::trouble);
        routes.addAll(Api.backups(backups, recording));

        PrivateFile outside = new PrivateFile(ground.folder().resolve(AuditCheck.CHECKPOINT));
        if (settings.firstScan()) {
            FirstScan.plan(roll, sources, engine, clock.instant());
        }
        Audited audited = new Audited(log, authority, roll);
        new FileSources(sources, audited, clock).take(estate);
        teams.take();
        FileOwners owners = FileOwners.of(ground, estate, audited);
        owners.take();
        Caring caring = Caring.of(ground, estate.charge());
        routes.addAll(caring.routes(recording));
        Attesting attesting =
                Attesting.of(
                        ground, estate.reviews(), estate.charge().security(), search, recording);
        routes.addAll(attesting.routes(evidencing.archive().reporting(), recording));
        turn = new Turn(leases, "upkeep", ground.node(), clock);
        turn.renew();
        ground.metrics()
                .gauge(
                        "muster_upkeep",
                        "1 on the node that judges, compares and cleans up for all.",
                        () -> turn.isMine() ? 1 : 0);
        alerting =
                Alerting.begin(
                        ground,
                        settings.alerts(),
                        settings.governing().securityTeam(),
                        evidencing.announcing(),
                        turn);
        routes.addAll(alerting.routes(recording));
        auditStream = AuditStream.begin(ground, settings.alerts(), log, turn);
        List<Beat.Task> caringTasks = new ArrayList<>(caring.tasks(turn));
        caringTasks.add(task("owners", OFTEN, () -> owners.ask(TURN)));
        caringTasks.add(task("fallbacks", SELDOM, owners::follow));
        owning = ground.beats().begin(caringTasks);
        this.attesting = ground.beats().begin(attesting.tasks(turn));
        reporting = ground.beats().begin(evidencing.tasks(turn));
        belonging = ground.beats().begin(admission.tasks(turn, ground, settings.directory()));
        OldBackups oldBackups = new OldBackups(backups, audited, clock, ground.metrics());
        Cleaning cleaning =
                new Cleaning(
                        roll,
                        declarations,
                        Configured.periods(settings.keeping()),
                        clock,
                        ground.metrics());
        Forgetting forgetting = Forgetting.of(ground, settings, log);
        // By itself: it may take minutes, and the rest must not wait.
        comparing =
                ground.beats()
                        .begin(
                                List.of(
                                        task("declared", OFTEN, declarations::compareDue),
                                        task("authorities", OFTEN, authorities(ground)),
                                        task("program", OFTEN, monitoring.measuring()),
                                        task("outlook", OFTEN, outlook.measuring()),
                                        task("retention", SELDOM, () -> cleaning.clean(turn)),
                                        task("old backups", SELDOM, oldBackups::remove),
                                        task("forgetting", SELDOM, () -> forgetting.run(turn))));
        following =
                ground.beats()
                        .begin(
                                List.of(
                                        task("judge", AT_ONCE, () -> judge(judging)),
                                        new Beat.Task(
                                                "policy", OFTEN, governance.office()::refresh),
                                        task("judge-anew", OFTEN, governance::judgeAnew),
                                        task("exceptions", OFTEN, governance.lapsing()::run),
                                        task("issuers", SELDOM, judging::joinIssuers),
                                        task(
                                                "series",
                                                SELDOM,
                                                () ->
                                                        Series.foldAll(
                                                                roll, new JdbcSeries(), clock))));
        PrimeSearch primes = new PrimeSearch(roll, new JdbcModuli(roll), clock);
        // By itself, too: thousands of keys that come at once are compared for minutes.
        searching =
                ground.beats()
                        .begin(
                                List.of(
                                        task(
                                                "shared-primes",
                                                OFTEN,
                                                () -> search(primes, ground.metrics()))));
        indexing = Indexing.begin(ground);
        seal = new Seal(sealing, outside);
        beat =
                ground.beats()
                        .begin(
                                List.of(
                                        new Beat.Task("turn", RENEWAL, turn::renew),
                                        new Beat.Task("rounds", OFTEN, rounds::tick),
                                        new Beat.Task("seal", OFTEN, seal),
                                        new Beat.Task(
                                                "sweep", SELDOM, () -> sweep(ground.metrics())),
                                        new Beat.Task("rest", SELDOM, Quiet.ofMemory(roll))));
    }

    private void sweep(Metrics metrics) {
        metrics.add(
                "muster_runs_interrupted_total",
                "Runs that were ended because nobody had heard of them for long.",
                rounds.sweep());
    }

    /// What one node at a time does for all.
    private Beat.Task task(String name, Duration rest, Runnable work) {
        return Beat.Task.inTurn(turn, name, rest, work);
    }

    /// What must go well for the server to be.
    List<Health.Check> checks() {
        return List.of(
                check("judging", following, "judge"),
                indexing.check(),
                check("seal", beat, "seal"),
                check("rounds", beat, "rounds"),
                alerting.check(),
                auditStream.check());
    }

    private static Health.Check check(String name, Beat beat, String task) {
        return new Health.Check(name, Health.State.IMPAIRED, () -> beat.trouble(task));
    }

    /// @throws IOException when a file that it needs cannot be used
    /// @throws Malformed when the configuration cannot be acted on
    static Inventory over(Ground ground, ServerSettings settings, Admission admission)
            throws IOException, Malformed {
        return new Inventory(ground, settings, admission);
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /// Tells issuers apart again when something has changed, and rests longer than it works.
    private static Runnable authorities(Ground ground) {
        Database roll = ground.databases().roll();
        Authorities authorities = new JdbcAuthorities(roll);
        ChangeFeed feed = new JdbcChangeFeed(roll);
        return new Rested(
                feed::newest,
                () -> {
                    int corrected;
                    do {
                        List<Authorities.Authority> found = authorities.found(ground.ours());
                        corrected = roll.writeInBulk(unit -> authorities.keep(unit, found));
                    } while (corrected > 0);
                });
    }

    private static void search(PrimeSearch primes, Metrics metrics) {
        Beat.part(
                TURN,
                () -> {
                    int compared = primes.step();
                    metrics.add(
                            "muster_keys_compared_total",
                            "RSA keys that were held against all others for primes in common.",
                            compared);
                    return compared > 0;
                });
    }

    private static void judge(Judging judging) {
        Beat.part(TURN, () -> judging.judge(JUDGED_AT_ONCE) == JUDGED_AT_ONCE);
    }

    @Override
    public void close() {
        alerting.close();
        auditStream.close();
        reporting.close();
        attesting.close();
        belonging.close();
        comparing.close();
        owning.close();
        following.close();
        searching.close();
        indexing.close();
        beat.close();
        rounds.close();
        turn.close();
        seal.run();
    }
}
