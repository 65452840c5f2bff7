package io.muster.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.Answers.Kept;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.testing.Samples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What is kept for requests that come again, in both databases.
@ParameterizedClass
@EnumSource
class JdbcAnswersTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private final JdbcAnswers answers = new JdbcAnswers();
    private Database database;

    @BeforeEach
    void open() {
        database = kind.authority(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAnswerIsFoundAsItWasKept() {
        Kept kept = new Kept(Samples.digest("POST /tags"), 201, "{\"name\":\"é\"}", NOON);
        keep("anna", "key-1", kept);
        assertThat(find("anna", "key-1")).contains(kept);
        assertThat(find("anna", "key-2")).isEmpty();
    }

    @Test
    void oneCallersKeySaysNothingAboutAnothers() {
        keep("anna", "key", kept(201));
        assertThat(find("bert", "key")).isEmpty();
        keep("bert", "key", kept(409));
        assertThat(find("anna", "key")).map(Kept::status).contains(201);
        assertThat(find("bert", "key")).map(Kept::status).contains(409);
    }

    @Test
    void thePromiseOfAnAnswerIsReplacedByTheAnswer() {
        keep("anna", "key", kept(0));
        keep("anna", "key", kept(201));
        assertThat(find("anna", "key")).map(Kept::status).contains(201);
    }

    @Test
    void whatIsForgottenMayBeAskedAgain() {
        keep("anna", "key", kept(0));
        keep("bert", "key", kept(0));
        database.write(unit -> {
            answers.forget(unit, "anna", "key");
            answers.forget(unit, "anna", "never kept");
            return true;
        });
        assertThat(find("anna", "key")).isEmpty();
        assertThat(find("bert", "key")).isPresent();
    }

    @Test
    void whatWasBegunBeforeATimeIsRemovedAndCounted() {
        keep("anna", "old", kept(201));
        keep("anna", "older", kept(201));
        keep("anna", "new", new Kept(Samples.digest("x"), 201, "", NOON.plusSeconds(1)));
        assertThat(removeBefore(NOON.plusSeconds(1))).isEqualTo(2);
        assertThat(removeBefore(NOON.plusSeconds(1))).isZero();
        assertThat(find("anna", "old")).isEmpty();
        assertThat(find("anna", "new")).isPresent();
    }

    @Test
    void whatIsNotCommittedIsNotKept() {
        try {
            database.write(unit -> {
                answers.keep(unit, "anna", "key", kept(201));
                throw new IllegalStateException("the request failed");
            });
        } catch (IllegalStateException _) {
            // As it should.
        }
        assertThat(find("anna", "key")).isEmpty();
    }

    private static Kept kept(int status) {
        return new Kept(Samples.digest("x"), status, "", NOON);
    }

    private void keep(String actor, String key, Kept kept) {
        database.write(unit -> {
            answers.keep(unit, actor, key, kept);
            return true;
        });
    }

    private Optional<Kept> find(String actor, String key) {
        return database.write(unit -> answers.find(unit, actor, key));
    }

    private int removeBefore(Instant at) {
        return database.write(unit -> answers.removeBefore(unit, at));
    }
}
