package io.muster.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// What differs between the two databases. Everything else is one SQL text for both.
public sealed interface Dialect permits Dialect.Sqlite, Dialect.Postgresql {
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

    /// `condition` so that what it asks of other tables is asked for each row by itself: the shared
    /// database would rather find all rows there first, which is dear when few rows are looked at.
    Sql rowByRow(Sql condition);

    /// Settings under which rows are read in the order of an index until there are enough; empty
    /// where nothing else would be done.
    List<String> inOrder();

    /// Settings under which all rows that fit are found before they are sorted: those that come
    /// first stand at the far end of the index; empty where nobody would take that for near.
    List<String> atOnce();

    /// Whether an index says how many rows it would find without finding all of them.
    boolean countsAsItGoes();

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
        public Sql rowByRow(Sql condition) {
            return condition;
        }

        @Override
        public List<String> inOrder() {
            return List.of();
        }

        @Override
        public List<String> atOnce() {
            return List.of();
        }

        @Override
        public boolean countsAsItGoes() {
            return true;
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
            return rowByRow(condition);
        }

        @Override
        public Sql rowByRow(Sql condition) {
            return new Sql(fenced(condition.text()), condition.parameters());
        }

        /// A subquery that skips no rows, and says so, is neither joined nor put into a table of
        /// hashes.
        private static String fenced(String text) {
            StringBuilder fenced = new StringBuilder();
            Deque<Boolean> open = new ArrayDeque<>();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '(') {
                    open.push(text.startsWith("EXISTS (SELECT", i - "EXISTS ".length()));
                } else if (c == ')' && open.pop()) {
                    fenced.append(" OFFSET 0");
                }
                fenced.append(c);
            }
            return fenced.toString();
        }

        /// A bitmap, a sort and a table of hashes all take every row that fits before the first is
        /// shown.
        @Override
        public List<String> inOrder() {
            return List.of(
                    "SET LOCAL enable_bitmapscan = off",
                    "SET LOCAL enable_sort = off",
                    "SET LOCAL enable_hashjoin = off",
                    "SET LOCAL max_parallel_workers_per_gather = 0");
        }

        @Override
        public List<String> atOnce() {
            return List.of(
                    "SET LOCAL enable_indexscan = off", "SET LOCAL enable_indexonlyscan = off");
        }

        /// Trigrams are found as bitmaps, of all rows at once.
        @Override
        public boolean countsAsItGoes() {
            return false;
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
