package io.muster.app;

import io.muster.inventory.search.SearchIndex;
import io.muster.store.roll.JdbcSearchIndex;
import java.time.Duration;
import java.util.List;

/// The search index on its way after what is written, by itself, so that it works beside whoever
/// writes and judges.
///
/// @param beat has one task, [#INDEX]
record Indexing(SearchIndex index, Beat beat) implements AutoCloseable {
    private static final String INDEX = "index";
    private static final Duration SOON = Duration.ofMillis(500);

    /// So long it goes on without looking whether it should end.
    private static final Duration TURN = Duration.ofMillis(500);

    static Indexing begin(Inventory.Ground ground) {
        SearchIndex index = new JdbcSearchIndex(ground.databases().roll());
        ground.metrics()
                .gauge(
                        "muster_search_rows_behind",
                        "Rows that the search index lacks, which are searched one by one.",
                        index::behind);
        return new Indexing(
                index,
                ground.beats()
                        .begin(
                                List.of(
                                        new Beat.Task(
                                                INDEX,
                                                SOON,
                                                () -> Beat.part(TURN, () -> index.follow() > 0)))));
    }

    Health.Check check() {
        return new Health.Check(
                "search", Health.State.IMPAIRED, () -> beat.trouble(INDEX).or(index::trouble));
    }

    @Override
    public void close() {
        beat.close();
    }
}
