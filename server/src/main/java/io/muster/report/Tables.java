package io.muster.report;

import io.muster.compliance.Assessment;
import io.muster.compliance.Assessment.Status;
import io.muster.compliance.Counted;
import io.muster.compliance.Framework;
import io.muster.compliance.Readiness;
import io.muster.inventory.Viewer;
import io.muster.inventory.figures.Overview;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.Page;
import io.muster.inventory.search.PageRequest;
import io.muster.monitor.Measure;
import io.muster.monitor.ProgramMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables of reports that are made of figures which are kept.
record Tables(Reporting.Sources sources, Sheet sheet, Instant now) {
    private static final Viewer ALL = new Viewer.Everything();
    private static final int MONTH = 30;

    /// Each control of a framework, and each piece of evidence.
    void controls(Framework framework) throws IOException {
        Map<String, Counted> latest = sources.book().latest();
        sheet.table(
                "controls",
                framework.name() + ": controls",
                "met: all that it asks for was counted, and there is no gap. partly-met: something is"
                        + " well, something is not or cannot be computed. not-met: a gap that breaks it,"
                        + " or nothing is well. not-computed: why is said.",
                List.of("control", "requirement", "status", "why"));
        List<Assessment> assessments =
                framework.controls().stream().map(it -> Assessment.of(it, latest)).toList();
        for (Assessment it : assessments) {
            sheet.row(
                    List.of(
                            it.control().id(),
                            it.control().requirement(),
                            it.status().toString(),
                            it.why()));
        }
        sheet.table(
                "evidence",
                "Evidence",
                "What was counted for each control, in the whole estate, and the list and query of the"
                        + " server that show the rows. Totals are exact up to 10,000.",
                List.of("control", "evidence", "state", "found", "of", "list", "query", "counted"));
        for (Assessment it : assessments) {
            for (Assessment.Shown shown : it.shown()) {
                evidence(it.control().id(), shown);
            }
        }
    }

    private void evidence(String control, Assessment.Shown shown) throws IOException {
        Optional<Counted> counted = shown.counted();
        Shown.Rows rows = Shown.rows(shown.evidence());
        sheet.row(
                List.of(
                        control,
                        shown.evidence().title(),
                        counted.map(it -> it.state().toString()).orElse("unknown"),
                        counted.map(it -> Shown.found(shown.evidence(), it)).orElse(""),
                        counted.map(it -> Shown.of(shown.evidence(), it)).orElse(""),
                        rows.list(),
                        rows.query(),
                        counted.map(it -> it.at().toString()).orElse("")));
    }

    /// The six figures, now and a month ago.
    void figures() throws IOException {
        sheet.table(
                "figures",
                "The program",
                "The six figures by which the program is steered, and what they were a month ago.",
                List.of("figure", "value", "unit", "monthAgo", "target", "alert", "state"));
        for (ProgramMetric metric : ProgramMetric.values()) {
            List<Measure> series = sources.program().series(metric, MONTH + 1);
            Optional<Measure> last =
                    series.isEmpty() ? Optional.empty() : Optional.of(series.getLast());
            Optional<Measure> before =
                    series.stream()
                            .filter(it -> it.at().isBefore(now.minus(Duration.ofDays(MONTH - 1))))
                            .findFirst();
            sheet.row(
                    List.of(
                            metric.title(),
                            value(last),
                            metric.unit().toString(),
                            value(before),
                            (long) metric.line().target(),
                            (long) metric.line().alert(),
                            last.map(it -> it.state().toString()).orElse("unknown")));
        }
    }

    private static String value(Optional<Measure> measure) {
        return measure.flatMap(Measure::value)
                .map(it -> String.valueOf(it).replaceFirst("[.]0$", ""))
                .orElse("");
    }

    /// How many controls of each framework stand how.
    void frameworks() throws IOException {
        Map<String, Counted> latest = sources.book().latest();
        sheet.table(
                "frameworks",
                "Compliance",
                "How many controls of each framework are met. The report of a framework has each.",
                List.of("framework", "edition", "met", "partlyMet", "notMet", "notComputed"));
        for (Framework it : sources.catalogue().frameworks()) {
            Map<Status, Long> counts =
                    Assessment.counts(
                            it.controls().stream().map(one -> Assessment.of(one, latest)).toList());
            sheet.row(
                    List.of(
                            it.name(),
                            it.edition(),
                            counts.getOrDefault(Status.MET, 0L),
                            counts.getOrDefault(Status.PARTLY_MET, 0L),
                            counts.getOrDefault(Status.NOT_MET, 0L),
                            counts.getOrDefault(Status.NOT_COMPUTED, 0L)));
        }
    }

    /// What is open, and what came and went in the month.
    void findings() throws IOException {
        Overview overview = sources.statistics().overview(ALL, now.minus(Duration.ofDays(MONTH)));
        sheet.table(
                "month",
                "The last 30 days",
                "What is known now, and what changed in 30 days. Totals are exact up to 10,000.",
                List.of("what", "number"));
        for (Map.Entry<String, Long> it : overview.total().entrySet()) {
            sheet.row(List.of(it.getKey(), it.getValue()));
        }
        Overview.Since since = overview.since();
        sheet.row(List.of("credentials seen for the first time", Shown.total(since.fresh())));
        sheet.row(List.of("credentials that went", Shown.total(since.gone())));
        sheet.row(List.of("findings opened", Shown.total(since.opened())));
        sheet.row(List.of("findings resolved", Shown.total(since.resolved())));
        sheet.table(
                "findings",
                "Open findings",
                "By rule, the most frequent first, at most twenty.",
                List.of("rule", "open"));
        for (Overview.RuleCount it : overview.rules()) {
            sheet.row(List.of(it.rule(), it.count()));
        }
    }

    /// What would be a gap but for an exception.
    void exceptions() throws IOException {
        sheet.table(
                "exceptions",
                "Findings that exceptions cover",
                "They are not open while the exception is in force, and so no gap above.",
                List.of("finding", "rule", "severity", "about", "reason", "since", "until"));
        try {
            Query query = Query.parse(Listing.FINDINGS, "excepted:yes");
            PageRequest request = PageRequest.first(PageRequest.LIMIT_MAX);
            Page<FindingSummary> page = sources.search().findings(ALL, query, request);
            exceptions(page);
            while (page.next().isPresent()) {
                page = sources.search().findings(ALL, query, request.at(page.next().get()));
                exceptions(page);
            }
        } catch (QueryRefused e) {
            throw new IOException("the findings could not be read: " + e.reason(), e);
        }
    }

    private void exceptions(Page<FindingSummary> page) throws IOException {
        for (FindingSummary it : page.items()) {
            Optional<FindingSummary.Excepted> exception = it.exception();
            sheet.row(
                    List.of(
                            it.id(),
                            it.rule(),
                            it.severity().toString(),
                            it.message(),
                            exception.map(FindingSummary.Excepted::reason).orElse(""),
                            exception.map(one -> one.since().toString()).orElse(""),
                            exception.map(one -> one.until().toString()).orElse("")));
        }
    }

    /// How many credentials stand how to quantum computers.
    void quantum() throws IOException {
        Map<String, Long> strengths = sources.statistics().overview(ALL, now).strengths();
        sheet.table(
                "quantum",
                "Post-quantum readiness",
                "Credentials with a key, by the class of its algorithm. NIST IR 8547 (initial public"
                        + " draft) deprecates what has less than 128 bits of strength after 2030 and"
                        + " disallows all that is vulnerable after 2035; CNSA 2.0 ends it between 2030"
                        + " and 2033, by category.",
                List.of("class", "credentials", "query"));
        for (Map.Entry<String, Long> it : strengths.entrySet()) {
            sheet.row(
                    List.of(
                            it.getKey(),
                            it.getValue(),
                            "class:%s foreign:no".formatted(it.getKey())));
        }
    }

    /// Each asset that has a key, with its dates.
    void quantumAssets() throws IOException {
        sheet.table(
                "assets",
                "Post-quantum readiness by asset",
                "Every credential with a key, and by when whom it may no longer be used.",
                List.of(
                        "credential",
                        "title",
                        "type",
                        "owner",
                        "algorithm",
                        "standing",
                        "category",
                        "deprecated",
                        "disallowed",
                        "cnsaExclusive",
                        "expires"));
        try {
            sources.search()
                    .eachCredential(
                            ALL,
                            Query.parse(Listing.CREDENTIALS, "foreign:no -algorithm:none"),
                            "expires",
                            this::asset);
        } catch (QueryRefused e) {
            throw new IOException("the roll could not be read: " + e.reason(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void asset(CredentialSummary it) {
        if (it.algorithm().isEmpty()) {
            return;
        }
        CredentialSummary.AlgorithmSummary algorithm = it.algorithm().get();
        Readiness readiness =
                Readiness.of(it.type(), algorithm.name(), algorithm.bits(), algorithm.strength());
        try {
            sheet.row(
                    List.of(
                            it.id(),
                            it.title(),
                            it.type(),
                            it.owner().map(owner -> owner.name()).orElse(""),
                            algorithm.name(),
                            readiness.standing().toString(),
                            readiness.category(),
                            day(readiness.deprecated()),
                            day(readiness.disallowed()),
                            day(readiness.exclusive()),
                            it.notAfter().map(Instant::toString).orElse("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }
}
