package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Checks;
import io.muster.catalog.Policies;
import io.muster.config.Setting;
import io.muster.model.Malformed;
import io.muster.policy.Check;
import io.muster.policy.Policy;
import io.muster.policy.Rule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/// The pages under `docs` that say what the program is made of are made from it:
/// `-Dmuster.regenerate=true` writes them again. Those that people write are held against it.
class PagesTest {
    private static final Path DOCS = docs();
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\\n(.*?)```");

    private static Path docs() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs");
    }

    private static void assertPage(String name, String content) throws IOException {
        Path page = DOCS.resolve(name);
        if (Boolean.getBoolean("muster.regenerate")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, content);
        }
        assertThat(page)
                .as("to write it again: ./dev test with -Dmuster.regenerate=true")
                .content()
                .isEqualTo(content);
    }

    @TestFactory
    Stream<DynamicTest> everyCommandHasItsManualPage() {
        return MusterTest.commands()
                .map(CommandLine::getCommandSpec)
                .map(it ->
                        DynamicTest.dynamicTest(
                                it.qualifiedName(),
                                () ->
                                        assertPage(
                                                "man/" + ManPage.name(it) + ".1", ManPage.of(it))));
    }

    @Test
    void theCommandsAreListed() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Commands

                        What each prints with `--help`. The same as manual pages: [docs/man](../man), `muster man COMMAND`.
                        """);
        MusterTest.commands()
                .forEach(it ->
                        page.append(
                                "\n## %s\n\n```text\n%s```\n"
                                        .formatted(
                                                it.getCommandSpec().qualifiedName(),
                                                it.getUsageMessage())));
        assertPage("reference/commands.md", page.toString());
    }

    @Test
    void theRulesOfTheBaselineAreListed() throws IOException {
        Policy baseline = Policies.baseline();
        StringBuilder page =
                new StringBuilder(
                        """
                        # Rules

                        The policy that judges when no other is named. `muster rules` lists it, `muster rules ID` explains one,
                        `muster rules --source` prints it to start your own from ([how](../policy.md)).

                        | severity | rule | what must not be |
                        | --- | --- | --- |
                        """);
        for (Rule rule : baseline.rules()) {
            page.append(
                    "| %s | [%s](#%s) | %s |\n"
                            .formatted(rule.severity(), rule.id(), rule.id(), rule.title()));
        }
        baseline.rules().forEach(it -> page.append(section(it)));
        assertPage("reference/rules.md", page.toString());
    }

    @Test
    void thePacksAreListed() throws IOException, Malformed {
        for (String name : Policies.SHIPPED) {
            if (!name.equals("baseline")) {
                assertPage("reference/packs/" + name + ".md", pack(name));
            }
        }
    }

    private static String pack(String name) throws Malformed {
        Policy policy = Policies.parser().parse(Policies.text(name));
        StringBuilder page =
                new StringBuilder("# The pack %s\n\n".formatted(name))
                        .append(wrapped(policy.description()))
                        .append(
                                """


                                It comes with Muster and is not in force until somebody puts it in force: `muster policy activate %1$s
                                --use shipped`, or the page Policy of the console ([how](../../govern/policy.md)). `muster policy test
                                %1$s` runs the tests of its rules.

                                | severity | rule | what must not be |
                                | --- | --- | --- |
                                """
                                        .formatted(name));
        for (Rule rule : policy.rules()) {
            page.append(
                    "| %s | [%s](#%2$s) | %s |\n"
                            .formatted(rule.severity(), rule.id(), rule.title()));
        }
        policy.rules().forEach(it -> page.append(section(it)));
        return page.toString();
    }

    private static String section(Rule rule) {
        return "\n## %s\n\n%s. Severity: %s.\n\n%s\n\nWhat to do: %s\n\nSee: %s.\n"
                .formatted(
                        rule.id(),
                        rule.title(),
                        rule.severity(),
                        wrapped(rule.explanation()),
                        wrapped(rule.remedy()),
                        String.join("; ", rule.references()));
    }

    /// At most 100 characters a line, so that `What to do:` fits before the first.
    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ", -1)) {
            if (column + word.length() > 100) {
                lines.append('\n');
                column = 0;
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }

    @Test
    void theSettingsAreListed() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Configuration

                        One YAML file, `muster.yaml` in `$XDG_CONFIG_HOME/muster` (`~/.config/muster`), or the one that `--config`
                        names. An option goes before the environment, the environment before the file, the file before the default. A
                        name that nobody knows is an error. `muster config print` tells what is in force and where it came from.

                        | setting | variable | default | meaning |
                        | --- | --- | --- | --- |
                        """);
        for (Setting setting : Setting.ALL) {
            page.append(
                    "| `%s` | `%s` | %s | %s |\n"
                            .formatted(
                                    setting.name(),
                                    setting.variable(),
                                    setting.byDefault().isEmpty()
                                            ? ""
                                            : "`" + setting.byDefault() + "`",
                                    setting.meaning()));
        }
        page.append(
                """

                Lists are YAML lists in the file and separated by commas in the environment:

                ```yaml
                scan:
                  fail-on: high
                  exclude: [node_modules, 10.0.9.0/24]
                  label: ["env=dev", "/srv/pay:env=prod"]
                ```

                `sources`, `teams.list`, `owners` and some of `alerts` are lists of elements with members; in their variables they are YAML
                or JSON. What a running server does with all of this: [governing](../operate/governing.md).

                | of a source | default | meaning |
                | --- | --- | --- |
                | `id` | | 1 to 100 small letters, digits, dots and hyphens. |
                | `name` | its id | What people call it. |
                | `targets` | | As `muster scan` takes them; one or a list. |
                | `schedule` | `manual` | `manual`, `continuous`, `every 6h`, or five fields as in cron, in UTC. |
                | `expectedEvery` | twice the schedule | How long it may be silent: `36h`, `7d`. |
                | `enabled` | `yes` | Whether it is looked at. |
                | `labels` | | Facts of its targets that rules use, such as `{env: prod}`. |

                | of `teams.list` | default | meaning |
                | --- | --- | --- |
                | `id` | | 1 to 100 small letters, digits, dots and hyphens. |
                | `name` | its id | What people call it. |
                | `contact` | | Where it hears of what is its own: a mail address. |
                | `escalation` | | Who hears when nobody answers there. |
                | `parent` | | The id of the team above it. |

                | of an owner rule | meaning |
                | --- | --- |
                | `match.place` | One of the places where the identity, or a credential of it, was seen. |
                | `match.kind` | Its kind, such as `service`. |
                | `match.type` | The type of one of its credentials. |
                | `match.environment` | What a person or an earlier rule says of it. |
                | `match.tag` | Likewise. |
                | `match.name` | Its name or an alias. |
                | `match.when` | A condition in CEL over [these fields](../govern/owners.md#conditions). |
                | `rule` | What the rule is called, so that people see which one has spoken. |
                | `team` | The id of the team that answers for it; made when it is not there. |
                | `criticality`, `environment` | Words of your choice. |
                | `tags` | One or a list. |

                In a match `*` stands for anything, upper and lower case are the same, and what is missing matches all.

                ```yaml
                sources:
                  - id: web
                    targets: [/etc/nginx, www.example.com]
                    schedule: every 6h
                    labels: {env: prod}
                scope:
                  paths: [/srv]
                  hosts: [10.1.0.0/16, "*.example.com"]
                  git: ["https://git.example.com/pay/"]
                  exclude: [/srv/private, 10.1.9.0/24]
                teams:
                  list:
                    - {id: shop, name: Shop, contact: shop@example.com, escalation: boss@example.com}
                    - {id: web, name: Web Shop, contact: web@example.com, parent: shop}
                owners:
                  - match: {place: "file://web-*/etc/nginx/*", kind: service}
                    team: web
                    criticality: high
                    tags: [internet]
                ```

                What follows is told in [alerts](../govern/alerts.md), with an example.

                | of a channel | default | meaning |
                | --- | --- | --- |
                | `name` | | 1 to 100 small letters, digits, dots and hyphens. |
                | `kind` | | `smtp`, `slack`, `teams`, `pagerduty`, `webhook`, `hec` or `syslog`. |
                | `url`, `url-file` | | Where a webhook is, or the private file that holds it. |
                | `host` | | HOST:PORT of a mail or log server. |
                | `security` | `starttls`, `tls` | Mail: `starttls`, `tls` or `none`. Log server: `tls`, `none` or `udp`. |
                | `username`, `password-file` | | How to sign in to the mail server. |
                | `secret-file` | | The key of a webhook's signature, PagerDuty's routing key, or the token of a collector. |
                | `ca` | the usual ones | PEM file of the authorities by which the other side is known. |
                | `from` | | Who sends mail. |
                | `to` | | Addresses that hear everything; one or a list. |
                | `owners` | `yes` | Whether the contact of the owning team hears of what is its own. |
                | `fallback` | | Addresses that hear of what has no owner whom mail reaches. |

                | of a route | meaning |
                | --- | --- |
                | `kinds` | Kinds of alerts; any when missing. |
                | `severity` | This one or worse. |
                | `teams` | Ids of the owning teams. |
                | `channels` | Names; all when missing. |

                | of `alerts.issuers` | meaning |
                | --- | --- |
                | `names` | Names in certificates, with `*` for anything. |
                | `issuers` | Subjects of the authorities that may issue for them, with `*` for anything. |

                What follows is told in [machines](../operate/machine-sign-in.md), with an example.

                | of `machines.issuers` | default | meaning |
                | --- | --- | --- |
                | `issuer` | | As its tokens spell it: `https://…`. |
                | `audience` | | What a token must say that it is for. |
                | `keys`, `keys-file` | what the issuer's own document says | Address or file of its keys (a JWK set). |
                | `hosts` | | Hosts besides the issuer's own where its keys may lie. |
                | `ca` | the usual ones | PEM file of the authorities by which the issuer is known. |
                | `once` | `no` | Whether a token is good for one request; it then needs a `jti`. |

                | of `machines.rules` | meaning |
                | --- | --- |
                | `name` | 1 to 100 small letters, digits, dots and hyphens. |
                | `san` | `dns:NAME` or `uri:NAME` in the certificate; `*` for anything within one part of a name. |
                | `signed-by` | The authority that must have signed it, such as `CN=Machines,O=Example`; any of ours when missing. |
                | `issuer`, `claims` | One of `machines.issuers`, and what its token must say, by name; `a/b` for `b` within `a`. |
                | `scope` | What they may, as of tokens; never `administer`, `manage-ca` or `approve`. |
                | `places` | Prefixes of the places that they may report; any when missing. |
                | `teams` | For what these teams and those below them own; for everything when missing. |
                """);
        assertPage("reference/configuration.md", page.toString());
    }

    @Test
    void everyCheckAndEachOfItsSettingsIsDescribed() throws IOException {
        String page = Files.readString(DOCS.resolve("reference/checks.md"));

        for (Map.Entry<String, Class<? extends Check>> kind : Checks.KINDS.entrySet()) {
            Matcher section =
                    Pattern.compile("(?ms)^## " + kind.getKey() + "\\n(.*?)(?=^## |\\z)")
                            .matcher(page);
            assertThat(section.find()).as(kind.getKey()).isTrue();
            assertThat(settings(kind.getValue()))
                    .allSatisfy(it -> assertThat(section.group(1)).contains("`" + it + "`"));
        }
    }

    private static List<String> settings(Class<? extends Check> kind) {
        return kind.isRecord()
                ? Stream.of(kind.getRecordComponents()).map(RecordComponent::getName).toList()
                : List.of("when", "message");
    }

    @Test
    void theExampleOfThePolicyPageParses() throws IOException, Malformed {
        Matcher example = EXAMPLE.matcher(Files.readString(DOCS.resolve("policy.md")));

        assertThat(example.find()).isTrue();
        Policy policy = Policies.parser().parse(example.group(1));
        assertThat(policy.rules()).hasSizeGreaterThan(2);
    }
}
