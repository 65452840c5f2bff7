package io.muster.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/// What differs between the two databases. Everything else is one SQL text for both.
sealed interface Dialect permits Dialect.Sqlite, Dialect.Postgresql {
    Dialect SQLITE = new Sqlite();
    Dialect POSTGRESQL = new Postgresql();

    /// The folder of its migrations.
    String folder();

    /// A condition: `column` is one of the numbers in the list that the parameter holds.
    String isOneOf(String column);

    /// Sets a parameter to a list of numbers, for [#isOneOf].
    void set(PreparedStatement statement, int index, Numbers numbers) throws SQLException;

    /// `condition` so that no index of the table `alias` is used for it: the embedded database
    /// knows nothing of how many rows there are and would take the first index that fits.
    ///
    /// @param except a column for which one may be used, because rows are wanted in its order
    Sql withoutIndexes(Sql condition, String alias, String except);

    /// A list of numbers as one parameter.
    record Numbers(List<Long> values) {
        public Numbers {
            values = List.copyOf(values);
        }
    }

    /// The embedded database.
    record Sqlite() implements Dialect {
        @Override
        public String folder() {
            return "sqlite";
        }

        @Override
        public Sql withoutIndexes(Sql condition, String alias, String except) {
            String other = except.isEmpty() ? "" : "(?!" + Pattern.quote(except) + "\\b)";
            return new Sql(
                    condition.text().replaceAll("\\b" + other + alias + "[.]", "+" + alias + "."),
                    condition.parameters());
        }

        @Override
        public String isOneOf(String column) {
            return column + " IN (SELECT value FROM json_each(?))";
        }

        @Override
        public void set(PreparedStatement statement, int index, Numbers numbers)
                throws SQLException {
            statement.setString(index, numbers.values().toString());
        }
    }

    /// The shared database.
    record Postgresql() implements Dialect {
        @Override
        public String folder() {
            return "postgresql";
        }

        @Override
        public Sql withoutIndexes(Sql condition, String alias, String except) {
            return condition;
        }

        @Override
        public String isOneOf(String column) {
            return column + " = ANY (?)";
        }

        @Override
        public void set(PreparedStatement statement, int index, Numbers numbers)
                throws SQLException {
            statement.setArray(
                    index,
                    statement.getConnection().createArrayOf("bigint", numbers.values().toArray()));
        }
    }
}
