package io.muster.store.search;

import io.muster.inventory.query.QueryRefused;
import io.muster.store.Session;
import java.sql.SQLException;

/// What is read for a question that may be refused while it is looked at.
@FunctionalInterface
interface Answer<T> {
    T from(Session session) throws SQLException, QueryRefused;
}
