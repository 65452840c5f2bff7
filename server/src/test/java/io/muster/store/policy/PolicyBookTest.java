package io.muster.store.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.catalog.Policies;
import io.muster.governance.Choice;
import io.muster.governance.PolicyBook;
import io.muster.governance.PolicyOffice;
import io.muster.governance.PolicyText;
import io.muster.inventory.Refused;
import io.muster.inventory.verdicts.Judging;
import io.muster.model.Malformed;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Policies are kept version by version, tried, put in force, and everything is judged by what is.
@ParameterizedClass
@EnumSource
class PolicyBookTest {
    private static final String NAMED = "policy: shop\nversion: 1\ndescription: Ours.\nrules:%s\n";
    private static final String RULE =
            """

              - id: %s
                severity: high
                title: No certificate of the Example CA is wanted
                check: condition
                with: {when: 'issuer.contains("Example CA")', message: "it is of the Example CA"}
                explanation: It is retired.
                remedy: Replace it.
                references: [house rule 1]
            """;
    private static final String STRICT = NAMED.formatted(RULE.formatted("example-ca"));
    private static final String EMPTY = NAMED.formatted(" []");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private PolicyBook book;
    private PolicyOffice office;
    private int previews;

    @BeforeEach
    void open() throws Malformed {
        inventory = new Inventory(kind.roll(folder));
        book = new JdbcPolicyBook(inventory.database);
        office = office();
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private PolicyOffice office() throws Malformed {
        return new PolicyOffice(book, Policies.parser(), Policies.shippedTexts());
    }

    private PolicyBook.Version keep(String text) throws Malformed {
        PolicyText policy = PolicyText.of(text, Policies.parser());
        return inventory.database.write(
                unit -> book.keep(unit, policy, "person:anna", inventory.now));
    }

    private String preview(String name, Choice choice) {
        String id = HexFormat.of().toHexDigits(++previews, 16) + "00".repeat(8);
        PolicyBook.Preview preview =
                new PolicyBook.Preview(
                        id,
                        name,
                        choice,
                        office.text(name, choice).map(PolicyText::digest).orElse(""),
                        office.inForce().activation(),
                        office.inForce().edition(),
                        inventory.now,
                        "person:anna",
                        7,
                        3,
                        0,
                        10,
                        "{}");
        return inventory.database.write(unit -> book.keep(unit, preview)).id();
    }

    private PolicyBook.Activation activate(String name, Choice choice, String preview) {
        PolicyBook.Wish wish =
                new PolicyBook.Wish(
                        name,
                        choice,
                        office.text(name, choice).map(PolicyText::digest).orElse(""),
                        office.inForce().edition(),
                        preview,
                        "person:anna");
        Instant now = inventory.now;
        PolicyBook.Activation done =
                inventory.database.write(
                        unit -> book.activate(unit, wish, now, now.minus(Duration.ofDays(1))));
        office.refresh();
        return done;
    }

    private Judging judging(PolicyOffice by) {
        return new Judging(
                inventory.database,
                new JdbcVerdicts(inventory.database),
                by::standard,
                () -> inventory.now);
    }

    private void judge(Judging judging) {
        judging.judgeBy(office.standard().mark());
        while (judging.judge(100) > 0) {
            // More.
        }
    }

    private List<String> broken() {
        return inventory.texts("SELECT rule FROM finding WHERE resolved = 0 ORDER BY rule");
    }

    @Test
    void untilSomebodyChoosesTheBaselineIsInForceAsItIsShipped() {
        assertThat(office.inForce().policy().name()).isEqualTo("baseline");
        assertThat(office.inForce().activation()).isZero();
        assertThat(office.chosen("baseline")).isEqualTo(Choice.SHIPPED);
        assertThat(office.standard().mark())
                .isEqualTo(office.inForce().parts().getFirst().digest());
    }

    @Test
    void whatIsPutTwiceIsOneVersionAndTheTextStaysAsItWas() throws Malformed {
        PolicyBook.Version first = keep(STRICT);
        PolicyBook.Version again = keep(STRICT);
        PolicyBook.Version other = keep(EMPTY);

        assertThat(first.number()).isEqualTo(1);
        assertThat(again).isEqualTo(first);
        assertThat(other.number()).isEqualTo(2);
        assertThat(other.author()).isEqualTo("person:anna");
        assertThat(book.text("shop", 1)).contains(STRICT);
        assertThat(book.versions("shop", OptionalLong.empty(), 10)).containsExactly(other, first);
        assertThat(book.versions("shop", OptionalLong.of(2), 10)).containsExactly(first);
        assertThat(book.newest()).containsExactly(other);
    }

    @Test
    void anActivationIsJudgedByAndKeepsWhatItWasKnownToChange() throws Malformed {
        inventory.scan("files", inventory.certificate("pay.example.com", "file://web-3/etc/a"));
        judge(judging(office));
        assertThat(broken()).doesNotContain("example-ca");
        keep(STRICT);

        PolicyBook.Activation done =
                activate("shop", new Choice(1), preview("shop", new Choice(1)));
        judge(judging(office));

        assertThat(broken()).contains("example-ca");
        assertThat(done.number()).isEqualTo(1);
        assertThat(done.preview().newlyBroken()).isEqualTo(7);
        assertThat(book.history("shop", OptionalLong.empty(), 10)).containsExactly(done);
        assertThat(book.progress().total()).isPositive();
        assertThat(book.progress().judged()).isEqualTo(book.progress().total());
        assertThat(book.open()).containsEntry("example-ca", 1L);
    }

    @Test
    void goingBackIsAnActivationTooAndResolvesWhatItOpened() throws Malformed {
        inventory.scan("files", inventory.certificate("pay.example.com", "file://web-3/etc/a"));
        keep(STRICT);
        activate("shop", new Choice(1), preview("shop", new Choice(1)));
        judge(judging(office));

        activate("shop", Choice.OFF, preview("shop", Choice.OFF));
        judge(judging(office));

        assertThat(broken()).doesNotContain("example-ca");
        assertThat(book.history("shop", OptionalLong.empty(), 10))
                .extracting(it -> it.version().toString())
                .containsExactly("off", "1");
    }

    @Test
    void aPreviewOfSomethingElseAnOldOneOrNoneIsRefused() throws Malformed {
        keep(STRICT);
        keep(EMPTY);
        String one = preview("shop", new Choice(1));
        assertThatThrownBy(() -> activate("shop", new Choice(2), one))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("version 1 of shop");
        assertThatThrownBy(() -> activate("shop", new Choice(1), "00".repeat(16)))
                .hasMessageContaining("no such preview");

        inventory.now = inventory.now.plus(Duration.ofHours(25));
        assertThatThrownBy(() -> activate("shop", new Choice(1), one))
                .hasMessageContaining("older than a day");

        String stale = preview("shop", new Choice(2));
        activate("shop", new Choice(1), preview("shop", new Choice(1)));
        assertThatThrownBy(() -> activate("shop", new Choice(2), stale))
                .hasMessageContaining("since the preview");
    }

    @Test
    void aRuleOfTwoPoliciesIsRefused() throws Malformed {
        keep(NAMED.formatted(RULE.formatted("expired")));

        assertThatThrownBy(() -> office.with("shop", new Choice(1)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("both have a rule 'expired'");
    }

    @Test
    void aNodeThatHasNotNoticedYetKeepsNothingOfWhatItJudged() throws Malformed {
        inventory.scan("files", inventory.certificate("pay.example.com", "file://web-3/etc/a"));
        PolicyOffice late = office();
        keep(STRICT);
        activate("shop", new Choice(1), preview("shop", new Choice(1)));

        assertThat(judging(late).judge(100)).isZero();
        assertThat(inventory.number("SELECT count(*) FROM finding")).isZero();
        late.refresh();
        judge(judging(late));

        assertThat(broken()).contains("example-ca");
    }

    @Test
    void whatWasInForceIsInForceAfterARestart() throws Malformed {
        keep(STRICT);
        activate("shop", new Choice(1), preview("shop", new Choice(1)));

        assertThat(office().inForce()).isEqualTo(office.inForce());
        assertThat(office().inForce().parts()).hasSize(2);
    }
}
