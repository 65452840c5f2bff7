package io.muster.store.directory;

import io.muster.directory.Person;
import io.muster.directory.Wanted;
import io.muster.directory.Wanted.Match;
import io.muster.store.Sql;
import java.util.List;
import java.util.function.Function;

/// Whom somebody looks for in the directory, as SQL. What is asked by equality of a name, a mail
/// address or an id goes by an index.
final class DirectorySearch {
    private DirectorySearch() {}

    static Sql ofPeople(Wanted wanted) {
        return sql(wanted, DirectorySearch::person);
    }

    static Sql ofGroups(Wanted wanted) {
        return sql(wanted, DirectorySearch::group);
    }

    private static Sql sql(Wanted wanted, Function<Wanted.Like, Sql> like) {
        return switch (wanted) {
            case Wanted.All _ -> Sql.TRUE;
            case Wanted.Every(List<Wanted> of) ->
                    Sql.allOf(
                            of.stream()
                                    .map(it -> Sql.of("(").with(sql(it, like)).with(")"))
                                    .toList());
            case Wanted.Either(List<Wanted> of) ->
                    Sql.anyOf(of.stream().map(it -> sql(it, like)).toList());
            case Wanted.Not(Wanted other) -> sql(other, like).not();
            case Wanted.Like one -> like.apply(one);
        };
    }

    private static Sql person(Wanted.Like it) {
        return switch (it.field()) {
            case ID -> text("id", it.match(), it.text());
            case EXTERNAL_ID -> text("external_id", it.match(), it.text());
            case USER_NAME -> text("user_name_key", it.match(), Person.folded(it.text()));
            case NAME -> text("name_key", it.match(), Person.folded(it.text()));
            case MAIL -> text("mail_key", it.match(), Person.folded(it.text()));
            case ACTIVE ->
                    it.match() == Match.PRESENT
                            ? Sql.TRUE
                            : Sql.of("active = ?", it.text().equals("true") ? 1 : 0);
            case MEMBER -> Sql.FALSE;
        };
    }

    private static Sql group(Wanted.Like it) {
        return switch (it.field()) {
            case ID -> text("id", it.match(), it.text());
            case EXTERNAL_ID -> text("external_id", it.match(), it.text());
            case NAME -> text("name_key", it.match(), Person.folded(it.text()));
            case MEMBER ->
                    it.match() == Match.PRESENT
                            ? Sql.of("EXISTS (SELECT 1 FROM directory_member WHERE group_id = id)")
                            : Sql.of(
                                    "EXISTS (SELECT 1 FROM directory_member"
                                            + " WHERE group_id = id AND member_id = ?)",
                                    it.text());
            case USER_NAME, MAIL, ACTIVE -> Sql.FALSE;
        };
    }

    private static Sql text(String column, Match match, String text) {
        return switch (match) {
            case EQUALS -> Sql.of(column + " = ?", text);
            case CONTAINS -> Sql.like(column, Sql.part(text));
            case STARTS -> Sql.startsWith(column, text);
            case ENDS -> Sql.like(column, Sql.part(text).replaceFirst("%$", ""));
            case PRESENT -> Sql.of(column + " <> ''");
        };
    }
}
