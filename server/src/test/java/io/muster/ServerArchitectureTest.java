package io.muster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.muster.testing.Architecture;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The architecture of `server`. To change it, change this file and say why in the commit.
class ServerArchitectureTest {

    /// What the domain packages take from `core`.
    private static final List<String> DOMAIN =
            List.of("model", "policy", "roll", "roll.anchor", "scan", "wire");

    /// Package → the packages of ours that it may import, besides itself.
    private static final Map<String, Set<String>> MAY_IMPORT =
            withRooms(
                    Map.ofEntries(
                            entry("http", Set.of("model", "contract")),
                            entry("unit", Set.of()),
                            entry("audit", Set.of("model", "merkle", "unit")),
                            entry(
                                    "stewardship",
                                    Set.of(
                                            "model",
                                            "policy.checks",
                                            "ownership",
                                            "alerts",
                                            "inventory",
                                            "inventory.owners",
                                            "inventory.findings",
                                            "inventory.search",
                                            "unit")),
                            entry(
                                    "reviews",
                                    Set.of(
                                            "model",
                                            "inventory.query",
                                            "inventory",
                                            "inventory.search",
                                            "alerts",
                                            "audit",
                                            "unit")),
                            entry("retirement", Set.of("inventory", "audit", "unit")),
                            entry(
                                    "governance",
                                    Set.of(
                                            "model",
                                            "policy",
                                            "inventory",
                                            "inventory.verdicts",
                                            "alerts",
                                            "unit")),
                            entry("evidence", Set.of("model", "audit", "inventory")),
                            entry("primes", Set.of("unit", "x509.keys")),
                            entry("jobs", Set.of("model", "unit")),
                            // How old a policy lets things become stands in the settings of its
                            // checks.
                            entry("monitor", Set.of("model", "policy", "policy.checks", "unit")),
                            entry("alerts", Set.of("model", "inventory", "unit")),
                            entry(
                                    "channels",
                                    Set.of("model", "config", "egress", "alerts", "audit")),
                            entry("telemetry", Set.of("http", "unit")),
                            // Figures of the program are evidence too.
                            entry(
                                    "compliance",
                                    Set.of(
                                            "inventory.query",
                                            "inventory",
                                            "inventory.search",
                                            "monitor",
                                            "unit")),
                            entry(
                                    "report",
                                    Set.of(
                                            "model",
                                            "http",
                                            "export",
                                            "seal",
                                            "merkle",
                                            "compliance",
                                            "inventory.query",
                                            "inventory",
                                            "inventory.findings",
                                            "inventory.search",
                                            "inventory.figures",
                                            "monitor",
                                            "reviews",
                                            "alerts",
                                            "unit")),
                            entry(
                                    "rounds",
                                    with(DOMAIN, "discovery", "inventory.intake", "jobs", "unit")),
                            entry("access", Set.of("model", "http", "audit", "unit")),
                            entry(
                                    "access.machine",
                                    Set.of(
                                            "model",
                                            "x509",
                                            "x509.path",
                                            "http",
                                            "access",
                                            "access.oidc")),
                            entry("directory", Set.of("model", "http", "access", "audit", "unit")),
                            entry(
                                    "directory.scim",
                                    Set.of("model", "http", "access", "directory", "unit")),
                            entry("directory.ldap", Set.of("model", "directory")),
                            entry("access.oidc", Set.of("model", "http", "access")),
                            entry(
                                    "api",
                                    with(
                                            DOMAIN,
                                            "discovery",
                                            // Declared lists come in as files.
                                            "discovery.exports",
                                            "merkle",
                                            "export",
                                            "rounds",
                                            "http",
                                            "contract",
                                            "access",
                                            "audit",
                                            "inventory.query",
                                            "inventory",
                                            "inventory.credentials",
                                            "inventory.intake",
                                            "inventory.declared",
                                            "inventory.owners",
                                            "inventory.corrections",
                                            "inventory.findings",
                                            "inventory.search",
                                            "inventory.authorities",
                                            "inventory.figures",
                                            "inventory.graph",
                                            "governance",
                                            "evidence",
                                            "stewardship",
                                            "reviews",
                                            "retirement",
                                            "jobs",
                                            "monitor",
                                            "alerts",
                                            "compliance",
                                            "report",
                                            "unit")),
                            entry(
                                    "app",
                                    with(
                                            Stream.concat(
                                                            DOMAIN.stream(),
                                                            rooms().map(Map.Entry::getKey))
                                                    .toList(),
                                            "http",
                                            "unit",
                                            "audit",
                                            "governance",
                                            "evidence",
                                            "stewardship",
                                            "reviews",
                                            "retirement",
                                            "policy.checks",
                                            "jobs",
                                            "primes",
                                            "monitor",
                                            "alerts",
                                            "channels",
                                            "telemetry",
                                            "compliance",
                                            "report",
                                            "seal",
                                            "rounds",
                                            "access",
                                            "access.oidc",
                                            "access.machine",
                                            "directory",
                                            "directory.scim",
                                            "directory.ldap",
                                            "api",
                                            "merkle",
                                            "contract",
                                            "config",
                                            "catalog",
                                            "egress",
                                            "discovery",
                                            "discovery.content",
                                            "discovery.exports",
                                            "rounds",
                                            "x509",
                                            "secret"))));

    /// In the table already, without a class yet: whoever adds the first one takes the name out.
    private static final Set<String> TO_COME = Set.of();

    /// A library → the packages of ours that may use it. What is not here may not be used at all.
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    entry("org.eclipse.jetty", Set.of("http")),
                    entry("com.fasterxml.jackson.annotation", Set.of("http")),
                    entry(
                            "tools.jackson",
                            Set.of(
                                    "http",
                                    "api",
                                    "audit",
                                    "store.alerts",
                                    "store.reviews",
                                    "store.stewardship",
                                    "channels",
                                    "compliance",
                                    "directory.scim")),
                    entry("jakarta.activation", Set.of("channels")),
                    entry("jakarta.mail", Set.of("channels")),
                    entry("org.eclipse.angus", Set.of("channels")),
                    entry("com.openhtmltopdf", Set.of("report")),
                    entry("org.bouncycastle", Set.of("app")),
                    // Which keys are asked for is wired by hand, too.
                    entry("com.nimbusds", Set.of("access.oidc", "access.machine", "app")),
                    entry("com.unboundid", Set.of("directory.ldap")),
                    entry("com.zaxxer.hikari", Set.of("store")),
                    entry("org.postgresql", Set.of("store")),
                    entry("org.sqlite", Set.of("store")));

    private static final JavaClasses OURS =
            new ClassFileImporter().importLocations(Set.of(Location.of(classesOfServer())));

    private static final Architecture ARCHITECTURE = new Architecture(OURS, MAY_IMPORT, MAY_USE);

    @Test
    void packagesImportOnlyWhatTheTableSays() {
        assertThat(ARCHITECTURE.forbiddenImports()).isEmpty();
    }

    @Test
    void librariesStayWhereTheTableSays() {
        assertThat(ARCHITECTURE.forbiddenLibraries()).isEmpty();
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(ARCHITECTURE.packages())
                .isSubsetOf(MAY_IMPORT.keySet())
                .containsAll(
                        MAY_IMPORT.keySet().stream().filter(it -> !TO_COME.contains(it)).toList());
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.muster.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void roomsImportRoomsBeforeThem() {
        assertThat(
                        Stream.of(InventoryRooms.IN_ORDER, StoreRooms.IN_ORDER)
                                .flatMap(ServerArchitectureTest::outOfOrder))
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(ARCHITECTURE.packagesNotNullMarked()).isEmpty();
    }

    @Test
    void theClockIsAnArgument() {
        Architecture.noClock("io.muster.app").check(OURS);
    }

    @Test
    void randomnessIsAnArgument() {
        Architecture.noDice("io.muster.app").check(OURS);
    }

    @Test
    void nobodyPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(OURS);
    }

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.muster.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(OURS);
    }

    private static URL classesOfServer() {
        try {
            return Path.of("target/classes").toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> with(List<String> domain, String... more) {
        return Stream.concat(domain.stream(), Stream.of(more))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The packages of `server`, the rooms of its inventory and those of its store.
    private static Map<String, Set<String>> withRooms(Map<String, Set<String>> packages) {
        return Stream.concat(packages.entrySet().stream(), rooms())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<String, Set<String>>> rooms() {
        return Stream.concat(InventoryRooms.IN_ORDER.stream(), StoreRooms.IN_ORDER.stream());
    }

    /// What rooms import of others in their house that do not stand before them, a line each.
    private static Stream<String> outOfOrder(List<Map.Entry<String, Set<String>>> inOrder) {
        List<String> rooms = inOrder.stream().map(Map.Entry::getKey).toList();
        return inOrder.stream()
                .flatMap(room ->
                        room.getValue().stream()
                                .filter(it -> rooms.indexOf(it) >= rooms.indexOf(room.getKey()))
                                .map(it -> room.getKey() + " → " + it));
    }
}
