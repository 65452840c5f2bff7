package io.muster.store.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.audit.Decision;
import io.muster.evidence.Access;
import io.muster.evidence.Readers;
import io.muster.evidence.Span;
import io.muster.evidence.Told;
import io.muster.inventory.Viewer;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.audit.JdbcAuditLog;
import io.muster.store.intake.Inventory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Who could have used an identity, and who did.
@ParameterizedClass
@EnumSource
class AccessEvidenceTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final Instant USED = Instant.parse("2026-11-20T10:00:00Z");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Database authority;
    private JdbcAuditLog log;
    private Access access;
    private String identity;
    private String credential;
    private Instant start;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        authority = kind.authority(folder);
        log = new JdbcAuditLog(authority);
        access = new Access(new JdbcTelling(inventory.database), log, Duration.ofDays(400));
        start = inventory.now;
        inventory.now = start.minus(Duration.ofDays(9));
        inventory.scan("lan", inventory.certificate("pay.example", "file://web-3/etc/pay.pem"));
        inventory.now = start;
        Entry bare = inventory.certificate("pay.example", "file://web-3/etc/pay.pem");
        Entry used =
                new Entry(
                        bare.credential(),
                        false,
                        bare.identities(),
                        List.of(
                                new Sighting(
                                        bare.credential().id(),
                                        new Place("file://web-3/etc/pay.pem"),
                                        Role.STORED,
                                        "files",
                                        inventory.now,
                                        Facts.of(
                                                Map.of(
                                                        "mode", "0644",
                                                        "owner", "0",
                                                        "group", "33",
                                                        "lastUsed", USED.toString(),
                                                        "lastUsedService", "s3")))),
                        bare.facts());
        Grant grant =
                new Grant(
                        bare.credential().id(),
                        "login",
                        "root@web-3",
                        Facts.NONE,
                        new Place("file://web-3/root/.ssh/authorized_keys"));
        String run = inventory.intake.begin(new Reports.Beginning("lan", "scanner", "test"));
        inventory.intake.take(
                run, new Report(List.of(used), List.of(), List.of(grant), List.of(), List.of()));
        identity =
                inventory.database.read(session ->
                        session.first("SELECT id FROM identity", row -> row.hex(1)).orElseThrow());
        credential = bare.credential().id().digest().toHex();
    }

    @AfterEach
    void close() {
        inventory.close();
        authority.close();
    }

    @Test
    void rightsPlacesUsesAndDecisionsOfTheTimeAreTold() {
        decide("identity:" + identity, start.plusSeconds(1));
        decide("credential:" + credential, start.plusSeconds(2));
        decide("identity:of-others", start.plusSeconds(3));
        Access.Answer answer = ask(USED.minusSeconds(1), start.plusSeconds(60));
        assertThat(answer.told().rights())
                .extracting(Told.Right::right, Told.Right::resource, it -> it.holder().id())
                .containsExactly(Tuple.tuple("login", "root@web-3", credential));
        assertThat(answer.told().places()).hasSize(1);
        assertThat(answer.told().places().getFirst().readers())
                .containsExactly("user 0", "group 33", "everybody on that machine");
        assertThat(answer.told().uses()).hasSize(1);
        assertThat(answer.told().uses().getFirst().at()).isEqualTo(USED);
        assertThat(answer.told().uses().getFirst().detail()).containsEntry("lastUsedService", "s3");
        assertThat(answer.decisions())
                .extracting(it -> it.decision().subject())
                .containsExactly("credential:" + credential, "identity:" + identity);
        assertThat(answer.told().cut()).isEmpty();
    }

    @Test
    void whatWasBeforeItWasSeenIsNotKnown() {
        Access.Answer answer =
                ask(start.minus(Duration.ofDays(500)), start.minus(Duration.ofDays(10)));
        assertThat(answer.told().rights()).isEmpty();
        assertThat(answer.told().places()).isEmpty();
        assertThat(answer.told().uses()).isEmpty();
        assertThat(answer.notKnown())
                .anyMatch(it -> it.startsWith("Nothing was seen of it before"))
                .anyMatch(it -> it.contains("no longer kept"))
                .anyMatch(it -> it.startsWith("No source told of any right"))
                .anyMatch(it -> it.startsWith("No source told of a use"));
    }

    @Test
    void aLaterUseMayHaveHiddenAnEarlier() {
        Access.Answer answer = ask(USED.minus(Duration.ofDays(1)), USED);
        assertThat(answer.told().places()).hasSize(1);
        assertThat(answer.told().uses()).isEmpty();
        assertThat(answer.notKnown()).anyMatch(it -> it.startsWith("It was used after this time"));
    }

    @Test
    void othersSeeNothing() {
        Span span = new Span(start.minusSeconds(1), start.plusSeconds(1));
        assertThat(access.of(new Viewer.Teams(Set.of("web")), identity, span, start, 10)).isEmpty();
        assertThat(access.of(ALL, "00".repeat(16), span, start, 10)).isEmpty();
    }

    @Test
    void listsThatAreLongerSaySo() {
        decide("identity:" + identity, start.plusSeconds(1));
        decide("identity:" + identity, start.plusSeconds(2));
        Access.Answer answer =
                access.of(
                                ALL,
                                identity,
                                new Span(start.minusSeconds(1), start.plusSeconds(9)),
                                start,
                                1)
                        .orElseThrow();
        assertThat(answer.decisions()).hasSize(1);
        assertThat(answer.told().cut()).containsExactly("decisions");
    }

    @Test
    void whoCanReadAFileIsReadFromItsMode() {
        assertThat(Readers.of(Facts.of("mode", "0600"))).containsExactly("user not known");
        assertThat(Readers.of(Facts.of("mode", "rw"))).isEmpty();
        assertThat(Readers.of(Facts.NONE)).isEmpty();
    }

    private Access.Answer ask(Instant from, Instant to) {
        return access.of(ALL, identity, new Span(from, to), start, 100).orElseThrow();
    }

    private void decide(String subject, Instant at) {
        authority.write(unit ->
                log.append(
                        unit,
                        Decision.of(
                                at, "person:anna", "r-1", "identity.change", subject, Map.of())));
    }
}
