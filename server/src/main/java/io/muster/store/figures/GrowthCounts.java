package io.muster.store.figures;

import io.muster.monitor.Figure;
import io.muster.store.Session;
import io.muster.store.query.IdentityTranslation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How many there are of each type and kind, and of people.
record GrowthCounts(Session session, Instant now) {

    List<Figure> all() throws SQLException {
        Counters counters = Counters.read(session);
        List<Figure> figures = new ArrayList<>();
        counters.below("type:").forEach((type, count) -> figures.add(of("type:" + type, count)));
        counters.below("kind:").forEach((kind, count) -> figures.add(of("kind:" + kind, count)));
        long machines =
                session.number(
                        "SELECT count(*) FROM identity i WHERE i.merged_into = 0 AND NOT ("
                                + IdentityTranslation.FOREIGN
                                + ")");
        figures.add(of("machines", machines));
        figures.add(of("people", session.number("SELECT count(*) FROM person")));
        return figures;
    }

    private Figure of(String name, long count) {
        return new Figure("growth:" + name, now, count, 0);
    }
}
