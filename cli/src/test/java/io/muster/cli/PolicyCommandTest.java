package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.PaperServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
    private static final String POLICY =
            """
            policy: shop
            version: 1
            description: A test.
            rules:
              - id: locked
                severity: low
                title: Locked
                check: sealed
                explanation: Because.
                remedy: Do it.
                references: []
            """;
    private static final String TESTS =
            """
            tests:
              - {name: a container, rule: locked, subject: {type: sealed-container}, expect: fail}
              - {name: a key, rule: locked, subject: {type: ssh-key}, expect: EXPECT}
            """;

    @TempDir private Path home;
    private CommandLineRun.At at;
    private Path file;

    @BeforeEach
    void atHome() throws IOException {
        at = CommandLineRun.at(home);
        file = home.resolve("shop.yaml");
        Files.writeString(file, POLICY);
    }

    private void tests(String expect) throws IOException {
        Files.writeString(home.resolve("shop.test.yaml"), TESTS.replace("EXPECT", expect));
    }

    @Test
    void theTestsOfTheBaselineAreRunWhenNoFileIsNamed() {
        CommandLineRun run = at.muster("policy", "test");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("baseline\n").contains("key-weak", " 0 failed");
    }

    @Test
    void rulesThatSayWhatIsExpectedExitWithZero() throws IOException {
        tests("pass");

        CommandLineRun run = at.muster("policy", "test", file.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).endsWith("2 tests, 0 failed\n");
    }

    @Test
    void ofAFolderEveryPolicyIsTested() throws IOException {
        Path folder = Files.createDirectories(home.resolve("policies"));
        Files.writeString(folder.resolve("b.yaml"), POLICY.replace("shop", "b"));
        Files.writeString(folder.resolve("b.test.yaml"), TESTS.replace("EXPECT", "pass"));
        Files.writeString(
                folder.resolve("a.yml"),
                POLICY.replace("shop", "a") + TESTS.replace("EXPECT", "pass"));
        Files.writeString(folder.resolve("notes.txt"), "none");

        CommandLineRun run = at.muster("policy", "test", folder.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("a.yml", "b.yaml").endsWith("4 tests, 0 failed\n");
        assertThat(run.out()).doesNotContain("b.test.yaml");

        CommandLineRun none = at.muster("policy", "test", home.resolve("policies/..").toString());
        assertThat(none.code()).as("shop.yaml has no tests").isEqualTo(2);
        Path empty = Files.createDirectories(home.resolve("empty"));
        assertThat(at.muster("policy", "test", empty.toString()).err()).contains("holds no policy");
    }

    @Test
    void aRuleThatSaysSomethingElseIsNamedAndExitsWithOne() throws IOException {
        tests("fail");

        CommandLineRun run = at.muster("policy", "test", file.toString());
        CommandLineRun json = at.muster("policy", "test", file.toString(), "--format", "json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAILED locked: a key", "expected fail, but it passes")
                .endsWith("2 tests, 1 failed\n");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.out()).contains("\"failed\" : 1", "\"passed\" : false", "\"trouble\"");
    }

    @Test
    void aPolicyWithoutTestsIsNoPolicyThatPassesThem() {
        CommandLineRun run = at.muster("policy", "test", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("has no tests", "shop.test.yaml");
    }

    @Test
    void aTestThatCannotBeReadExitsWithTwo() throws IOException {
        tests("perhaps");

        CommandLineRun run = at.muster("policy", "test", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("shop.test.yaml", "test 'a key'", "'expect'");
    }

    @Test
    void formatsThatThereAreNotAreRefused() {
        assertThat(at.muster("policy", "test", "--format", "xml").code()).isEqualTo(2);
        assertThat(at.muster("policy", "diff", file.toString(), "--format", "xml").err())
                .contains("--format is table or json");
    }

    @Test
    void withoutATokenNobodyIsAsked() {
        CommandLineRun run = at.muster("policy", "diff", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("there is no token");
    }

    @Test
    void whatWouldChangeIsShownAndHowFarTheServerIs() throws Exception {
        String lines =
                """
                {"done":1000,"total":2000}
                {"diff":{"newlyBroken":[{"rule":"locked","severity":"low","message":"is locked",\
                "credential":{"id":"a","type":"sealed-container","title":"locked PKCS#12"}}],\
                "newlyPassing":[],"newlyRefused":[],\
                "more":{"newlyBroken":41,"newlyPassing":0,"newlyRefused":0},\
                "rules":[{"rule":"locked","change":"added","newlyBroken":42,"newlyPassing":0}],\
                "judged":2000,"asOf":"2026-11-22T10:00:00Z"}}
                """;
        try (PaperServer paper = new PaperServer()) {
            paper.says(200, lines).says(200, lines).says(200, lines);

            CommandLineRun table = diff(paper);
            CommandLineRun json = diff(paper, "--format", "json");

            assertThat(table.code()).isZero();
            assertThat(table.out())
                    .contains("Newly broken: 42", "locked PKCS#12", "… and 41 more")
                    .contains("2,000 judged: 42 newly broken, 0 newly passing.");
            assertThat(table.err()).contains("1,000 of 2,000 judged");
            assertThat(json.out())
                    .startsWith("{")
                    .contains("\"newlyBroken\"", "\"newlyPassing\"", "\"newlyRefused\"");
            assertThat(diff(paper, "--exit-code").code()).isEqualTo(1);
            assertThat(paper.requests).containsOnly("POST /api/v1/policy/diff?progress=lines");
        }
    }

    @Test
    void anAnswerWithoutADifferenceIsAMistake() throws Exception {
        try (PaperServer paper = new PaperServer()) {
            paper.says(200, "{\"done\":1,\"total\":2}\n")
                    .says(200, "{\"trouble\":\"the disk is full\"}\n")
                    .says(409, "{\"title\":\"Busy\",\"detail\":\"One at a time.\"}");

            CommandLineRun brokenOff = diff(paper);

            assertThat(brokenOff.code()).isEqualTo(2);
            assertThat(brokenOff.err()).contains("broke off");
            assertThat(diff(paper).err()).contains("it was not judged: the disk is full");
            assertThat(diff(paper).err()).contains("One at a time.");
        }
    }

    @Test
    void aPolicyIsKeptUnderItsNameThenTriedAndOnlyThenPutInForce() throws Exception {
        String versions = "{\"items\":[{\"policy\":\"shop\",\"number\":3}],\"total\":1}";
        String preview =
                "{\"diff\":{\"id\":\"p1\",\"version\":\"3\",\"diff\":{\"newlyBroken\":[],\"newlyPassing\":[],"
                        + "\"newlyRefused\":[],\"more\":{},\"rules\":[],\"judged\":0}}}\n";
        String done = "{\"version\":\"3\",\"preview\":{\"newlyBroken\":1204,\"newlyPassing\":31}}";
        try (PaperServer paper = new PaperServer()) {
            paper.says(200, "{\"policy\":\"shop\",\"number\":3}")
                    .says(200, versions)
                    .says(200, preview)
                    .says(200, preview)
                    .says(200, done);

            CommandLineRun put = online(paper, "put", file.toString());
            CommandLineRun tried = online(paper, "activate", "shop");
            CommandLineRun activated = online(paper, "activate", "shop", "--use", "3", "--yes");

            assertThat(put.out()).contains("shop has version 3");
            assertThat(tried.out()).contains("With --yes it is put in force.");
            assertThat(activated.out()).contains("shop 3 is in force: 1,204 newly broken");
            assertThat(paper.requests)
                    .containsExactly(
                            "PUT /api/v1/policies/shop",
                            "GET /api/v1/policies/shop/versions?limit=1",
                            "POST /api/v1/policies/shop/preview?progress=lines",
                            "POST /api/v1/policies/shop/preview?progress=lines",
                            "POST /api/v1/policies/shop/activate");
        }
    }

    @Test
    void theTestsOfAPackAreRunByItsName() {
        CommandLineRun run = at.muster("policy", "test", "ssh");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("ssh-weak-mac", " 0 failed");
    }

    private CommandLineRun diff(PaperServer paper, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("diff", file.toString()));
        words.addAll(List.of(more));
        return online(paper, words.toArray(String[]::new));
    }

    private CommandLineRun online(PaperServer paper, String... asked) throws Exception {
        Path token = home.resolve("token");
        Files.writeString(token, "muster_secret");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        Path authority = home.resolve("ca.pem");
        Files.writeString(authority, Made.pem(paper.certificate.getEncoded()));
        List<String> words = new ArrayList<>(List.of("policy"));
        words.addAll(List.of(asked));
        words.addAll(List.of("--server", paper.address().toString()));
        words.addAll(List.of("--token-file", token.toString(), "--ca", authority.toString()));
        return at.property("muster.stderr", "terminal").muster(words.toArray(String[]::new));
    }
}
