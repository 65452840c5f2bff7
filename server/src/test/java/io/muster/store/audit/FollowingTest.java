package io.muster.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.audit.Decision;
import io.muster.audit.Entry;
import io.muster.audit.Follower;
import io.muster.audit.Following;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The audit log, told to others.
@ParameterizedClass
@EnumSource
class FollowingTest {
    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private final Place siem = new Place("siem");
    private final Place archive = new Place("archive");
    private Database database;
    private JdbcAuditLog log;
    private Instant now = Instant.parse("2026-11-22T07:00:00Z");

    @BeforeEach
    void open() {
        database = kind.authority(folder);
        log = new JdbcAuditLog(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyEntryIsToldInOrderFromTheFirstOn() {
        append(450);
        Following following = following(siem, archive);
        assertThat(following.behind()).isEqualTo(450);
        tellAll(following);
        assertThat(siem.taken).hasSize(450).isSorted().doesNotHaveDuplicates();
        assertThat(archive.taken).isEqualTo(siem.taken);
        assertThat(following.behind()).isZero();
        append(1);
        tellAll(following);
        assertThat(siem.taken).hasSize(451);
    }

    @Test
    void aNewProcessGoesOnWhereTheLastEnded() {
        append(3);
        tellAll(following(siem));
        append(2);
        tellAll(following(siem));
        assertThat(siem.taken).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void whatIsNotTakenIsToldAgainLaterAndHoldsNobodyUp() {
        append(2);
        siem.open = false;
        Following following = following(siem, archive);
        tellAll(following);
        assertThat(siem.taken).isEmpty();
        assertThat(archive.taken).hasSize(2);
        assertThat(following.trouble().orElseThrow()).contains("siem: nobody answers");
        siem.open = true;
        tellAll(following);
        assertThat(siem.taken).as("not yet").isEmpty();
        now = now.plusSeconds(2);
        tellAll(following);
        assertThat(siem.taken).containsExactly(0L, 1L);
        assertThat(following.trouble()).isEmpty();
    }

    @Test
    void restsGrowLongerAndEnd() {
        append(1);
        siem.open = false;
        Following following = following(siem);
        for (int i = 0; i < 20; i++) {
            tellAll(following);
            now = now.plusSeconds(300);
        }
        assertThat(siem.asked).isEqualTo(20);
        siem.asked = 0;
        tellAll(following);
        now = now.plusSeconds(299);
        tellAll(following);
        assertThat(siem.asked).isEqualTo(1);
    }

    private Following following(Follower... followers) {
        return new Following(
                log, new JdbcPositions(database), database, List.of(followers), () -> now);
    }

    private static void tellAll(Following following) {
        int taken;
        do {
            taken = following.follow();
        } while (taken > 0);
    }

    private void append(int count) {
        database.write(unit -> {
            long last = 0;
            for (int i = 0; i < count; i++) {
                Decision decision =
                        Decision.of(
                                now, "person:anna", "", "identity.rename", "identity:1", Map.of());
                last = log.append(unit, decision).index();
            }
            return last;
        });
    }

    /// A place that may be shut.
    private static final class Place implements Follower {
        private final String name;
        private final List<Long> taken = new ArrayList<>();
        private boolean open = true;
        private int asked;

        private Place(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void take(List<Entry> entries) throws Untaken {
            asked++;
            if (!open) {
                throw new Untaken("nobody answers", new IOException());
            }
            entries.forEach(it -> taken.add(it.index()));
        }
    }
}
