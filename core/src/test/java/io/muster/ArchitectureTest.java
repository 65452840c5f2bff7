package io.muster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.muster.testing.Architecture;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The architecture of `core`. To change it, change this file and say why in the commit.
class ArchitectureTest {

    /// Package → the packages of ours that it may import, besides itself.
    private static final Map<String, Set<String>> MAY_IMPORT =
            Map.ofEntries(
                    entry("model", Set.of()),
                    entry("egress", Set.of("model")),
                    entry("config", Set.of("model")),
                    entry("contract", Set.of()),
                    // One format each.
                    entry("spki", Set.of("model")),
                    entry("x509", Set.of("model", "spki")),
                    entry("x509.path", Set.of("model", "x509")),
                    entry("x509.keys", Set.of("model", "x509")),
                    entry("x509.lint", Set.of("model", "x509", "x509.keys", "x509.path")),
                    entry("ssh", Set.of("model", "spki")),
                    entry("jose", Set.of("model", "spki")),
                    entry("cms", Set.of("model", "x509")),
                    entry("keystore", Set.of("model", "spki", "x509", "cms")),
                    entry("pgp", Set.of("model", "spki")),
                    entry("age", Set.of("model", "spki")),
                    entry("secret", Set.of("model")),
                    entry("merkle", Set.of("model")),
                    entry("seal", Set.of("model", "merkle")),
                    // Where credentials are seen.
                    entry("discovery", Set.of("model", "egress")),
                    entry(
                            "discovery.content",
                            Set.of(
                                    "model",
                                    "discovery",
                                    "discovery.exports",
                                    "spki",
                                    "x509",
                                    "ssh",
                                    "jose",
                                    "cms",
                                    "keystore",
                                    "pgp",
                                    "age",
                                    "secret")),
                    entry("discovery.files", Set.of("model", "discovery")),
                    // Archives in a repository are opened as those in a tree are.
                    // Who answers for the files of a repository is read with them.
                    entry(
                            "discovery.git",
                            Set.of("model", "discovery", "discovery.files", "ownership")),
                    entry(
                            "discovery.exports",
                            Set.of("model", "discovery", "x509", "jose", "ownership")),
                    entry("discovery.handshake", Set.of("egress", "model")),
                    entry(
                            "discovery.tls",
                            Set.of("model", "discovery", "discovery.handshake", "egress", "x509")),
                    entry(
                            "discovery.ssh",
                            Set.of("model", "discovery", "discovery.handshake", "egress", "ssh")),
                    // Whose they are, and what is wrong with them.
                    entry("ownership", Set.of()),
                    entry("roll.anchor", Set.of("model")),
                    entry(
                            "roll",
                            Set.of(
                                    "model",
                                    "discovery",
                                    "roll.anchor",
                                    "x509",
                                    "x509.path",
                                    "x509.keys",
                                    "ssh")),
                    entry("policy", Set.of("model")),
                    entry("policy.checks", Set.of("model", "policy")),
                    entry("policy.trial", Set.of("model", "policy")),
                    // A run, and what it leaves.
                    entry("scan", Set.of("model", "egress", "discovery", "roll", "policy")),
                    // The roll as text for another process, and back.
                    entry("wire", Set.of("model", "x509", "ssh", "pgp", "age", "roll", "scan")),
                    entry("export", Set.of("model", "policy", "roll", "scan", "x509")),
                    entry(
                            "catalog",
                            Set.of(
                                    "model",
                                    "egress",
                                    "policy",
                                    "policy.checks",
                                    "policy.trial",
                                    "scan",
                                    "secret",
                                    "discovery",
                                    "discovery.content",
                                    "discovery.files",
                                    "discovery.tls",
                                    "discovery.ssh",
                                    "discovery.git",
                                    "discovery.exports")));

    /// In the table already, without a class yet: whoever adds the first one takes the name out.
    private static final Set<String> TO_COME = Set.of();

    /// A library → the packages of ours that may use it. What is not here may not be used at all.
    private static final Map<String, Set<String>> MAY_USE =
            Map.of(
                    "org.bouncycastle",
                    Set.of("x509", "ssh", "cms", "keystore", "age", "discovery.handshake"),
                    "tools.jackson",
                    Set.of(
                            "jose",
                            "config",
                            "policy",
                            "policy.trial",
                            "export",
                            "wire",
                            "discovery.content",
                            "discovery.exports"),
                    "dev.cel",
                    Set.of("policy", "policy.checks"));

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.muster");

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
    void everyPackageIsNullMarked() {
        assertThat(ARCHITECTURE.packagesNotNullMarked()).isEmpty();
    }

    @Test
    void theClockIsAnArgument() {
        Architecture.noClock().check(OURS);
    }

    @Test
    void randomnessIsAnArgument() {
        Architecture.noDice().check(OURS);
    }

    @Test
    void nobodyPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(OURS);
    }

    @Test
    void thereIsNoDatabaseInCore() {
        noClasses().should().dependOnClassesThat().resideInAPackage("java.sql..").check(OURS);
    }

    /// A rule over no classes holds, so make sure that there are some.
    @Test
    void somethingWasImported() {
        assertThat(OURS.size()).isGreaterThan(30);
    }
}
