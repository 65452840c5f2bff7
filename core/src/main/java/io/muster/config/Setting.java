package io.muster.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// One thing that can be set: its name in the file, what it may be, and what it is when nobody sets
/// it.
///
/// @param name path in the file, such as `scan.rate`; in the environment `MUSTER_SCAN_RATE`
/// @param kind what a value must look like
/// @param byDefault the value when nobody sets it, as text; lists are empty
/// @param meaning one line for people
public record Setting(String name, Kind kind, String byDefault, String meaning) {

    private static final List<Setting> FIRST =
            List.of(
                    new Setting(
                            "scan.policy",
                            Kind.TEXT,
                            "",
                            "The policy file to judge by; empty for the baseline."),
                    new Setting(
                            "scan.fail-on",
                            Kind.SEVERITY,
                            "",
                            "Exit with 1 when there is a finding of this severity or worse."),
                    new Setting(
                            "scan.format",
                            Kind.TEXT,
                            "table",
                            "How the result is written: table, json, jsonl, csv, sarif, cyclonedx."),
                    new Setting(
                            "scan.exclude",
                            Kind.LIST,
                            "",
                            "Path patterns, hosts and networks that are left alone."),
                    new Setting(
                            "scan.label",
                            Kind.LIST,
                            "",
                            "Facts of the targets that rules use, NAME=VALUE or TARGET:NAME=VALUE."),
                    new Setting(
                            "scan.rate",
                            Kind.NUMBER,
                            "50",
                            "New connections a second to each /24 (IPv6: /64), 1 to 100000."),
                    new Setting(
                            "scan.password-file",
                            Kind.TEXT,
                            "",
                            "A file of passwords to try on locked containers, one a line."),
                    new Setting(
                            "scan.known-keys",
                            Kind.LIST,
                            "",
                            "Lists of keys whose private half is public knowledge."),
                    new Setting(
                            "scan.sni",
                            Kind.LIST,
                            "",
                            "Names to ask every TLS server for in addition."),
                    new Setting(
                            "serve.data",
                            Kind.TEXT,
                            "",
                            "Folder of the server's data; empty for the usual one below the home folder."),
                    new Setting(
                            "serve.listen",
                            Kind.ADDRESS,
                            "127.0.0.1:8443",
                            "Where HTTPS answers: console and API."),
                    new Setting(
                            "serve.http-listen",
                            Kind.ADDRESS,
                            "127.0.0.1:8080",
                            "Where plain HTTP answers: health, and what must not be HTTPS."),
                    new Setting(
                            "serve.hosts",
                            Kind.LIST,
                            "",
                            "Names by which clients may call the server, besides its addresses and its own name."),
                    new Setting(
                            "serve.database-url",
                            Kind.SECRET,
                            "",
                            "jdbc:postgresql://… of a shared database; empty for the embedded one."),
                    new Setting(
                            "serve.certificate",
                            Kind.TEXT,
                            "",
                            "PEM file of the HTTPS certificate and its chain; empty for one of its own."),
                    new Setting(
                            "serve.key",
                            Kind.TEXT,
                            "",
                            "PEM file (PKCS#8) of the key of serve.certificate, readable by its owner alone."),
                    new Setting(
                            "serve.log",
                            Kind.TEXT,
                            "",
                            "File of the log; empty for muster.log in the data folder, - for standard error."),
                    new Setting(
                            "serve.first-scan",
                            Kind.YES_NO,
                            "yes",
                            "Whether a first start looks at this machine's usual places."),
                    new Setting(
                            "sources",
                            Kind.ITEMS,
                            "",
                            "What the server looks at again and again; see below."),
                    new Setting(
                            "scope.paths",
                            Kind.LIST,
                            "",
                            "Folders and files that sources made by API or console may look at; empty with the next two: all."),
                    new Setting(
                            "scope.hosts",
                            Kind.LIST,
                            "",
                            "Host names, *.DOMAIN, addresses, networks and ranges that they may look at."),
                    new Setting(
                            "scope.git",
                            Kind.LIST,
                            "",
                            "Beginnings of addresses of git repositories that they may look at."),
                    new Setting(
                            "scope.exclude",
                            Kind.LIST,
                            "",
                            "Path patterns, hosts and networks that the server leaves alone, whoever made the source."),
                    new Setting(
                            "owners",
                            Kind.ITEMS,
                            "",
                            "Rules that say whose identities are; see below."),
                    new Setting(
                            "teams.security",
                            Kind.TEXT,
                            "security",
                            "The id of the security team: it looks for the owners of orphans, and must agree to exceptions."),
                    new Setting(
                            "teams.list",
                            Kind.ITEMS,
                            "",
                            "Teams with contact, escalation and the team above; see below."),
                    new Setting(
                            "charge.platform",
                            Kind.TEXT,
                            "platform-engineering",
                            "The team that answers for TLS certificates nobody else does, once it is there."),
                    new Setting(
                            "charge.cloud",
                            Kind.TEXT,
                            "cloud-platform",
                            "The team that answers for service accounts nobody else does, once it is there."),
                    new Setting(
                            "charge.orphan-hours",
                            Kind.NUMBER,
                            "72",
                            "Hours in which an orphan must get an owner; then it is proposed to be decommissioned."),
                    new Setting(
                            "reviews.accounts",
                            Kind.TEXT,
                            "yearly",
                            "How often service accounts are reviewed: monthly, quarterly, half-yearly, yearly or never."),
                    new Setting(
                            "reviews.keys",
                            Kind.TEXT,
                            "quarterly",
                            "How often the keys of service accounts are reviewed; likewise."),
                    new Setting(
                            "reviews.days",
                            Kind.NUMBER,
                            "30",
                            "Days until a review that the server begins is due."),
                    new Setting(
                            "reviews.reduce-days",
                            Kind.NUMBER,
                            "30",
                            "Days until rights that a review decided to take away are to be gone."),
                    new Setting(
                            "retirement.flagged-days",
                            Kind.NUMBER,
                            "14",
                            "Days for which what is unused is flagged; then it is proposed to disable it."),
                    new Setting(
                            "retirement.observing-days",
                            Kind.NUMBER,
                            "30",
                            "Days for which what is disabled is watched; then it is proposed to delete it."),
                    new Setting(
                            "backup.folder",
                            Kind.TEXT,
                            "",
                            "Folder of the backups that are made by API; empty for 'backups' in the data folder."),
                    new Setting(
                            "backup.newest",
                            Kind.NUMBER,
                            "7",
                            "So many of those backups, the newest, are always kept: at least 1."),
                    new Setting(
                            "backup.days",
                            Kind.NUMBER,
                            "30",
                            "For how many days the others are kept; 0: no others are."),
                    new Setting(
                            "issuers.ours",
                            Kind.LIST,
                            "",
                            "Authorities of ours whose keys no scan can see: SHA-256 fingerprints, or subject key identifiers."),
                    new Setting(
                            "estate.people",
                            Kind.NUMBER,
                            "0",
                            "How many people your directory has, for machines to each person; 0 for those the server knows."),
                    new Setting(
                            "estate.rate-limits",
                            Kind.LIST,
                            "",
                            "What authorities allow, ISSUER=ORDERS/DAYS such as *Encrypt*=300/1, for the rehearsal."));

    private static final List<Setting> REST =
            List.of(
                    new Setting(
                            "findings.critical-days",
                            Kind.NUMBER,
                            "1",
                            "Within how many days a critical finding is to be dealt with."),
                    new Setting(
                            "findings.high-days",
                            Kind.NUMBER,
                            "7",
                            "Within how many days a high finding is to be dealt with."),
                    new Setting(
                            "findings.medium-days",
                            Kind.NUMBER,
                            "30",
                            "Within how many days a medium finding is to be dealt with."),
                    new Setting(
                            "findings.low-days",
                            Kind.NUMBER,
                            "90",
                            "Within how many days a low finding is to be dealt with."),
                    new Setting(
                            "reports.monthly",
                            Kind.LIST,
                            "",
                            "Reports that are made each month besides the summary: dora, pci-dss, soc2, nist-csf, nis2, iso27001, nhi-top-10, cbom."),
                    new Setting(
                            "keep.gone-days",
                            Kind.NUMBER,
                            "400",
                            "How long credentials are kept that are nowhere any more."),
                    new Setting(
                            "keep.runs-days",
                            Kind.NUMBER,
                            "90",
                            "How long ended runs are kept; each source's last one stays."),
                    new Setting(
                            "keep.history-days",
                            Kind.NUMBER,
                            "400",
                            "How long lines of history are kept."),
                    new Setting(
                            "keep.feed-days",
                            Kind.NUMBER,
                            "7",
                            "How long lines of the change feed are kept, from which others go on after a pause."),
                    new Setting(
                            "keep.audit-days",
                            Kind.NUMBER,
                            "0",
                            "How long the audit log keeps what its entries say, 365 or more; then their hashes stay. 0: for ever."),
                    new Setting(
                            "telemetry.endpoint",
                            Kind.TEXT,
                            "",
                            "http(s)://HOST:PORT of a receiver of OpenTelemetry (OTLP over HTTP); empty: nobody is told."),
                    new Setting(
                            "telemetry.headers-file",
                            Kind.TEXT,
                            "",
                            "A private file of headers that the receiver wants, NAME: VALUE, one a line."),
                    new Setting(
                            "telemetry.ca",
                            Kind.TEXT,
                            "",
                            "PEM file of the authorities by which the receiver is known; empty for the usual ones."),
                    new Setting(
                            "telemetry.sample-ratio",
                            Kind.TEXT,
                            "1",
                            "How many of the traces that begin here are told, 0 to 1."),
                    new Setting(
                            "server.url",
                            Kind.TEXT,
                            "",
                            "https://HOST:PORT of the server that commands ask; empty for this machine's own."),
                    new Setting(
                            "server.token-file",
                            Kind.TEXT,
                            "",
                            "File with the API token, readable by its owner alone; empty for 'token' beside the usual settings."),
                    new Setting(
                            "server.ca",
                            Kind.TEXT,
                            "",
                            "PEM file of the authorities, or the certificate itself, by which that server is known."));

    /// Every setting, in the order of the reference page.
    public static final List<Setting> ALL =
            Stream.of(FIRST, Telling.ALL, Admitting.ALL, REST).flatMap(List::stream).toList();

    /// What a value must look like.
    public enum Kind {
        TEXT,
        NUMBER,
        SEVERITY,
        /// `HOST:PORT`, an IPv6 address in brackets.
        ADDRESS,
        YES_NO,
        /// A text that is never printed.
        SECRET,
        LIST,
        /// A list of objects; in a variable, as YAML or JSON.
        ITEMS;

        boolean isList() {
            return this == LIST || this == ITEMS;
        }

        /// Does `value` fit?
        boolean accepts(String value) {
            return switch (this) {
                case TEXT, SECRET, LIST, ITEMS -> true;
                case ADDRESS -> Address.isOne(value);
                case YES_NO -> value.matches("yes|no|true|false");
                case NUMBER -> value.matches("[0-9]{1,9}");
                case SEVERITY -> value.matches("|critical|high|medium|low|info");
            };
        }

        /// What a person should have written.
        String expectation() {
            return switch (this) {
                case TEXT, SECRET -> "a text";
                case ADDRESS -> "HOST:PORT, such as 127.0.0.1:8443 or [::1]:8443";
                case YES_NO -> "yes or no";
                case LIST -> "a list of texts";
                case ITEMS ->
                        "a list of elements with members, such as [{id: web, targets: [/srv]}]";
                case NUMBER -> "a whole number";
                case SEVERITY -> "critical, high, medium, low or info";
            };
        }
    }

    /// The variable that overrides the file.
    public String variable() {
        return "MUSTER_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
