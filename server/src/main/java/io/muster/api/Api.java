package io.muster.api;

import io.muster.access.TeamTree;
import io.muster.alerts.Alerts;
import io.muster.alerts.Channel;
import io.muster.alerts.Outbox;
import io.muster.alerts.Wording;
import io.muster.audit.Archive;
import io.muster.audit.Audited;
import io.muster.audit.Sealing;
import io.muster.compliance.Book;
import io.muster.compliance.Catalogue;
import io.muster.contract.ScannerKey;
import io.muster.evidence.Access;
import io.muster.governance.Exemptions;
import io.muster.governance.PolicyBook;
import io.muster.governance.PolicyOffice;
import io.muster.governance.Replay;
import io.muster.http.Route;
import io.muster.inventory.ChangeFeed;
import io.muster.inventory.History;
import io.muster.inventory.authorities.ClientCertificates;
import io.muster.inventory.corrections.Identities;
import io.muster.inventory.corrections.Labels;
import io.muster.inventory.declared.Declarations;
import io.muster.inventory.declared.Declared;
import io.muster.inventory.figures.Statistics;
import io.muster.inventory.findings.FindingDesk;
import io.muster.inventory.graph.BlastRadius;
import io.muster.inventory.graph.Permissions;
import io.muster.inventory.graph.Surroundings;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Runs;
import io.muster.inventory.intake.Sources;
import io.muster.inventory.owners.Teams;
import io.muster.inventory.search.Details;
import io.muster.inventory.search.Search;
import io.muster.inventory.search.Views;
import io.muster.monitor.Figures;
import io.muster.monitor.Program;
import io.muster.monitor.Rehearsal;
import io.muster.monitor.Rehearsals;
import io.muster.policy.Policy;
import io.muster.report.ReportArchive;
import io.muster.report.Reporting;
import io.muster.retirement.Retirements;
import io.muster.reviews.Reductions;
import io.muster.reviews.Reviews;
import io.muster.rounds.Rounds;
import io.muster.stewardship.Orphans;
import io.muster.stewardship.OwnersGone;
import io.muster.stewardship.Stewardship;
import io.muster.stewardship.Suggestions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The REST API as rows of the table of routes, group by group: each takes the ports that it needs.
public final class Api {
    private Api() {}

    /// Lists that can be searched, facets, completion, export.
    public static List<Route> lists(Search search) {
        return guarded(new ListRoutes(search).routes());
    }

    /// The roll in numbers, and what stands around a thing.
    public static List<Route> overview(
            Statistics statistics, Surroundings surroundings, TeamTree teams, InstantSource clock) {
        return guarded(
                new OverviewRoutes(statistics, surroundings, new Whose(teams), clock).routes());
    }

    /// What falls with what.
    public static List<Route> radius(BlastRadius radius) {
        return guarded(new RadiusRoutes(radius).routes());
    }

    /// How the estate stands along nine axes, how it grows, what nobody has seen, what is to come.
    public static List<Route> standing(Standing standing) {
        Whose whose = new Whose(standing.teams());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new PostureRoutes(standing.figures(), whose).routes());
        routes.addAll(
                new GrowthRoutes(standing.figures(), whose, standing.people(), standing.directory())
                        .routes());
        routes.addAll(new CoverageRoutes(standing.figures(), standing.program()).routes());
        routes.addAll(
                new RehearsalRoutes(
                                standing.rehearsals(),
                                standing.clients(),
                                standing.limits(),
                                whose,
                                standing.clock())
                        .routes());
        return guarded(routes);
    }

    /// Where it is told how the estate stands.
    ///
    /// @param people in the directory; 0 when nobody has said
    /// @param limits what authorities allow
    public record Standing(
            Figures figures,
            Program program,
            Rehearsals rehearsals,
            ClientCertificates clients,
            long people,
            LongSupplier directory,
            List<Rehearsal.Limit> limits,
            TeamTree teams,
            InstantSource clock) {
        public Standing {
            limits = List.copyOf(limits);
        }
    }

    /// The figures by which the program is steered.
    public static List<Route> program(Program program, TeamTree teams) {
        return guarded(new ProgramRoutes(program, new Whose(teams)).routes());
    }

    /// What somebody must know, and by which ways they are told.
    ///
    /// @param channels by name
    public static List<Route> alerts(
            Alerts alerts,
            Outbox outbox,
            SortedMap<String, Channel> channels,
            Wording wording,
            Recording recording) {
        return guarded(
                new AlertRoutes(alerts, outbox, channels, wording, recording.writing()).routes());
    }

    /// Whose things are, how risky they are, and what nobody owns.
    public static List<Route> stewardship(
            Stewardship stewardship,
            Suggestions suggestions,
            Orphans orphans,
            OwnersGone gone,
            Recording recording) {
        List<Route> routes =
                new ArrayList<>(
                        new StewardshipRoutes(
                                        stewardship, suggestions, orphans, recording.writing())
                                .routes());
        routes.addAll(new OwnerGoneRoutes(gone, recording.writing()).routes());
        return guarded(routes);
    }

    /// How the estate stands to what standards ask for.
    public static List<Route> compliance(Catalogue catalogue, Book book, Search search) {
        return guarded(new ComplianceRoutes(catalogue, book, search).routes());
    }

    /// Sealed reports.
    public static List<Route> reports(ReportArchive archive, Recording recording) {
        return guarded(
                new ReportRoutes(archive, recording.writing(), new Semaphore(ReportRoutes.AT_ONCE))
                        .routes());
    }

    /// How credentials stand to quantum computers.
    public static List<Route> quantum(Search search, Statistics statistics, InstantSource clock) {
        return guarded(new QuantumRoutes(search, statistics, clock).routes());
    }

    /// What others have listed.
    public static List<Route> imports(Declarations declarations, Recording recording) {
        return guarded(new ImportRoutes(declarations, recording.writing()).routes());
    }

    /// Saved views.
    public static List<Route> views(Views views, Recording recording) {
        return guarded(new ViewRoutes(views, recording.writing()).routes());
    }

    /// The rules that everything is judged by.
    public static List<Route> rules(Supplier<Policy> policy) {
        return guarded(new RuleRoutes(policy).routes());
    }

    /// The policy in force, what another would change, and the policies that are kept.
    public static List<Route> policy(
            PolicyOffice office,
            PolicyBook book,
            Replay replay,
            RandomGenerator random,
            Recording recording) {
        Trial trial = new Trial(replay);
        List<Route> routes = new ArrayList<>(new PolicyRoutes(office, book, trial).routes());
        routes.addAll(new PoliciesRoutes(office, book, recording.writing()).routes());
        routes.addAll(
                new ActivationRoutes(office, book, trial, random, recording.writing()).routes());
        return guarded(routes);
    }

    /// Exceptions from rules.
    ///
    /// @param securityTeam the id of the team that must agree
    /// @param random for ids
    public static List<Route> exceptions(
            Exemptions exemptions,
            PolicyOffice office,
            Teams teams,
            String securityTeam,
            RandomGenerator random,
            Recording recording) {
        return guarded(
                new ExceptionRoutes(
                                exemptions,
                                office,
                                teams,
                                securityTeam,
                                random,
                                recording.writing())
                        .routes());
    }

    /// Whether machines are still needed: reviews, and the way out of what is not.
    ///
    /// @param random for ids
    public static List<Route> reviews(
            Reviews reviews,
            Retirements retirements,
            Reductions reductions,
            Permissions permissions,
            Teams teams,
            Reporting reporting,
            RandomGenerator random,
            Recording recording) {
        List<Route> routes =
                new ArrayList<>(
                        new ReviewRoutes(reviews, teams, reporting, random, recording.writing())
                                .routes());
        routes.addAll(new RetirementRoutes(retirements, recording.writing()).routes());
        routes.addAll(new ReductionRoutes(reductions, recording.writing()).routes());
        routes.addAll(new PermissionRoutes(permissions, recording.clock()).routes());
        return guarded(routes);
    }

    /// What becomes of a finding: who deals with it, and what is said about it.
    public static List<Route> findings(FindingDesk desk, Recording recording) {
        return guarded(new FindingRoutes(desk, recording.writing()).routes());
    }

    /// One credential, one identity, and what people say about them.
    public static List<Route> details(
            Details details,
            Search search,
            History history,
            Identities identities,
            Labels labels,
            Recording recording) {
        return guarded(
                new DetailRoutes(details, search, history, identities, labels, recording.writing())
                        .routes());
    }

    /// Tags on many rows at once.
    public static List<Route> labels(Search search, Labels labels, Recording recording) {
        return guarded(new LabelRoutes(search, labels, recording.writing()).routes());
    }

    /// Teams and people.
    ///
    /// @param hasRoles is any role given for the team of this id?
    public static List<Route> teams(
            Teams teams,
            Function<String, Optional<String>> fileOf,
            Predicate<String> hasRoles,
            Recording recording) {
        return guarded(new TeamRoutes(teams, fileOf, hasRoles, recording.writing()).routes());
    }

    /// What is looked at again and again.
    public static List<Route> sources(
            Sources sources, Runs runs, Rounds rounds, TargetScope scope, Recording recording) {
        return guarded(
                new SourceRoutes(sources, runs, rounds, scope, recording.writing()).routes());
    }

    /// The runs there were, and how scanners report theirs.
    ///
    /// @param keyId the key that fingerprints of secrets must be made with
    public static List<Route> runs(Runs runs, Intake intake, String keyId) {
        return guarded(new RunRoutes(runs, intake, keyId).routes());
    }

    /// What teams believe they have.
    public static List<Route> declared(
            Declared declared, Declarations declarations, Recording recording) {
        return guarded(new DeclaredRoutes(declared, declarations, recording.writing()).routes());
    }

    /// What scanners must know before they look.
    public static List<Route> scanners(ScannerKey key) {
        return guarded(new ScannerRoutes(key).routes());
    }

    /// What changed, as a list and as events.
    public static List<Route> changes(ChangeFeed feed, Rounds rounds) {
        return guarded(new ChangeRoutes(feed, rounds).routes());
    }

    /// Copies of the databases.
    public static List<Route> backups(BackupPlace place, Recording recording) {
        return guarded(new BackupRoutes(place, recording.writing()).routes());
    }

    /// What was decided, with its proof.
    public static List<Route> audit(Archive log, Sealing sealing) {
        return guarded(new AuditRoutes(log, sealing).routes());
    }

    /// What can be shown of an identity afterwards.
    public static List<Route> evidence(Access access, InstantSource clock) {
        return guarded(new EvidenceRoutes(access, clock).routes());
    }

    /// How changes are made and recorded.
    public record Recording(Audited audited, InstantSource clock) {
        Writing writing() {
            return new Writing(audited, clock);
        }
    }

    private static List<Route> guarded(List<Route> routes) {
        return routes.stream().map(Guarded::route).toList();
    }
}
