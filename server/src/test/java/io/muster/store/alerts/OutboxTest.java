package io.muster.store.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.alerts.Channel;
import io.muster.alerts.Outbox;
import io.muster.alerts.QuietHours;
import io.muster.inventory.Viewer;
import io.muster.model.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// From an alert to what arrived, over either database.
@ParameterizedClass
@EnumSource
class OutboxTest extends Alerted {
    @Test
    void fiveThousandThatEndTogetherAreOneMessageToTheirOwner() throws Exception {
        team("payments", "pay@example.com", "", 0);
        inventory.now = END.minus(DAY.multipliedBy(7));
        Entry[] many = new Entry[300];
        for (int i = 0; i < many.length; i++) {
            many[i] = ending("n" + i + ".example", "file://web-3/etc/" + i);
        }
        scan(many);
        change("UPDATE credential SET owner_n = 1");
        work();
        deliver();
        assertThat(post.notices).isEmpty();
        inventory.now = inventory.now.plus(Duration.ofMinutes(1));
        deliver();
        assertThat(post.notices)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.receiver()).isEqualTo("pay@example.com");
                    assertThat(it.alerts()).hasSize(300);
                });
        assertThat(list()).allMatch(it -> it.state() == Alerts.State.SENT);
    }

    @Test
    void whatNobodyAcknowledgesGoesToTheEscalationAndThenAbove() {
        team("platform", "platform@example.com", "boss@example.com", 0);
        team("payments", "pay@example.com", "lead@example.com", 1);
        scan(ending("pay.example", "file://web-3/etc/a.pem"));
        change("UPDATE credential SET owner_n = 2");
        assertThat(receiversAt(30)).containsExactly("pay@example.com");
        assertThat(receiversAt(14)).containsExactly("lead@example.com", "pay@example.com");
        assertThat(receiversAt(7))
                .containsExactly(
                        "boss@example.com",
                        "lead@example.com",
                        "pay@example.com",
                        "platform@example.com");
        acknowledge(list().getFirst().alert().id());
        assertThat(receiversAt(3)).containsExactly("pay@example.com");
    }

    private Set<String> receiversAt(int days) {
        post.notices.clear();
        inventory.now = END.minus(DAY.multipliedBy(days));
        work();
        inventory.now = inventory.now.plus(Duration.ofMinutes(11));
        deliver();
        return new TreeSet<>(post.notices.stream().map(Channel.Notice::receiver).toList());
    }

    @Test
    void inQuietHoursOnlyWhatIsCriticalIsSent() {
        quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("UTC"));
        begin();
        inventory.now = END.minus(DAY.multipliedBy(6)).minus(Duration.ofHours(1));
        scan(ending("pay.example", "file://web-3/etc/a.pem"));
        change(finding(5));
        work();
        inventory.now = inventory.now.plus(Duration.ofMinutes(5));
        deliver();
        assertThat(post.notices)
                .singleElement()
                .satisfies(it ->
                        assertThat(it.alerts().getFirst().kind()).isEqualTo(AlertKind.FINDING));
        inventory.now = Instant.parse("2027-02-23T07:00:00Z");
        deliver();
        assertThat(post.notices).hasSize(2);
        assertThat(post.notices.getLast().alerts().getFirst().kind()).isEqualTo(AlertKind.EXPIRY);
    }

    @Test
    void aMessageThatIsNotTakenIsSentAgainUnderTheSameIdAfterARestart() {
        post.trouble = Optional.of("421 try later");
        one();
        deliver();
        assertThat(post.ids).hasSize(1);
        assertThat(list().getFirst().state()).isEqualTo(Alerts.State.PENDING);
        begin();
        inventory.now = inventory.now.plusSeconds(38);
        post.trouble = Optional.empty();
        deliver();
        assertThat(post.ids).hasSize(2);
        assertThat(new TreeSet<>(post.ids)).hasSize(1);
        assertThat(list().getFirst().state()).isEqualTo(Alerts.State.SENT);
        inventory.now = inventory.now.plus(DAY);
        deliver();
        assertThat(post.ids).hasSize(2);
    }

    @Test
    void whoDiesWhileSendingLeavesTheMessageToBeSentAgain() {
        post.dies = true;
        one();
        assertThat(catchThrowable(this::deliver)).isInstanceOf(IllegalStateException.class);
        post.dies = false;
        begin();
        deliver();
        assertThat(post.ids).hasSize(1);
        inventory.now = inventory.now.plus(Duration.ofMinutes(5));
        deliver();
        assertThat(post.ids).hasSize(2);
        assertThat(new TreeSet<>(post.ids)).hasSize(1);
    }

    @Test
    void ofTwoNodesOneSends() {
        one();
        JdbcOutbox outbox = new JdbcOutbox(inventory.database, "security");
        Outbox.Message message = outbox.due("post", inventory.now, 10).getFirst();
        Instant until = inventory.now.plusSeconds(300);
        assertThat(claim(outbox, message, until)).isTrue();
        assertThat(claim(outbox, message, until)).isFalse();
    }

    @Test
    void whatIsNeverTakenIsGivenUpAndSaidSo() {
        post.trouble = Optional.of("550 no such user");
        one();
        for (int i = 0; i < 30; i++) {
            deliver();
            inventory.now = inventory.now.plus(Duration.ofHours(2));
        }
        assertThat(post.ids).hasSize(20);
        assertThat(list().getFirst().state()).isEqualTo(Alerts.State.FAILED);
        Outbox.Log log = new JdbcOutbox(inventory.database, "security").logs().get("post");
        assertThat(log.failed()).isEqualTo(1);
        assertThat(log.trouble()).isEqualTo("550 no such user");
    }

    @Test
    void whoAsksToBeLeftAloneIsLeftAloneAnHourAtMost() {
        post.trouble = Optional.of("429 too many");
        post.asked = Duration.ofMinutes(40);
        one();
        change(
                "INSERT INTO message (id, channel, address, urgent, alerts, made, next_at)"
                        + " VALUES ('m2', 'post', 'b@example.com', 0, 1, 1, 1)");
        courier.deliver("post");
        assertThat(post.ids).as("the others wait too").hasSize(1);
        inventory.now = inventory.now.plus(Duration.ofMinutes(39));
        courier.deliver("post");
        assertThat(post.ids).hasSize(1);
        post.asked = Duration.ofDays(2);
        inventory.now = inventory.now.plus(Duration.ofMinutes(1));
        courier.deliver("post");
        assertThat(post.ids).hasSize(2);
        post.trouble = Optional.empty();
        inventory.now = inventory.now.plus(Duration.ofHours(1));
        deliver();
        assertThat(list().getFirst().state()).isEqualTo(Alerts.State.SENT);
    }

    @Test
    void whatWaitsForAChannelThatIsNoMoreIsNotSentByAnother() {
        one();
        change("UPDATE message SET channel = 'gone'");
        deliver();
        courier.deliverTheRest();
        assertThat(post.ids).isEmpty();
        assertThat(new JdbcOutbox(inventory.database, "security").logs().get("gone").trouble())
                .contains("no channel 'gone' any more");
    }

    @Test
    void anotherTeamSeesNothingOfIt() {
        team("payments", "pay@example.com", "", 0);
        one();
        change("UPDATE alert SET team_n = 1");
        Alerts.Question all =
                new Alerts.Question(Optional.empty(), Optional.empty(), "", Optional.empty(), 10);
        String id = list().getFirst().alert().id();
        assertThat(alerts.list(new Viewer.Teams(Set.of("payments")), all).total()).isEqualTo(1);
        assertThat(alerts.list(new Viewer.Teams(Set.of("other")), all).total()).isZero();
        assertThat(alerts.find(new Viewer.Teams(Set.of("other")), id)).isEmpty();
        assertThat(alerts.find(new Viewer.Teams(Set.of()), id)).isEmpty();
    }
}
