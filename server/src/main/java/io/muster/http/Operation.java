package io.muster.http;

import java.util.List;

/// What can be asked for: a row of the table of routes, without the code that answers. Router, API
/// description and the test that walks every route as nobody read the same row.
///
/// @param span whom the permission must reach
/// @param summary one sentence for people, in the API description
public record Operation(
        Method method,
        Template path,
        Permission permission,
        Span span,
        String summary,
        Exchange exchange) {

    /// How far a caller's permission must reach to be answered at all.
    public enum Span {
        /// Over everything: what is asked for belongs to no team.
        ESTATE,
        /// Over one team at least: the handler answers with, and changes, what is theirs alone.
        TEAMS
    }

    /// What goes back and forth.
    ///
    /// @param status of an answer when all is well
    public record Exchange(List<Parameter> parameters, Payload takes, Payload answers, int status) {
        public Exchange {
            parameters = List.copyOf(parameters);
        }
    }

    public static Operation get(String path, Permission permission, String summary) {
        return of(Method.GET, path, permission, summary, 200);
    }

    public static Operation post(String path, Permission permission, String summary) {
        return of(Method.POST, path, permission, summary, 200);
    }

    public static Operation patch(String path, Permission permission, String summary) {
        return of(Method.PATCH, path, permission, summary, 200);
    }

    public static Operation put(String path, Permission permission, String summary) {
        return of(Method.PUT, path, permission, summary, 200);
    }

    /// Answers 204 when all is well.
    public static Operation delete(String path, Permission permission, String summary) {
        return of(Method.DELETE, path, permission, summary, 204);
    }

    /// Answers those who reach some teams only, too: its handler looks and writes with the caller's
    /// eyes. What does not say so is refused to them.
    public Operation forTeams() {
        return new Operation(method, path, permission, Span.TEAMS, summary, exchange);
    }

    /// Knows these parameters; any other is refused.
    public Operation with(Parameter... parameters) {
        return with(
                new Exchange(
                        List.of(parameters),
                        exchange.takes(),
                        exchange.answers(),
                        exchange.status()));
    }

    /// Takes a `type` as JSON.
    public Operation taking(Class<?> type) {
        return taking(new Payload.Value(type));
    }

    public Operation taking(Payload takes) {
        return with(
                new Exchange(exchange.parameters(), takes, exchange.answers(), exchange.status()));
    }

    /// Answers 200 with a `type` as JSON.
    public Operation answering(Class<?> type) {
        return answering(200, new Payload.Value(type));
    }

    /// Answers 200 with a page of `item`.
    public Operation listing(Class<?> item) {
        return answering(200, new Payload.PageOf(item));
    }

    public Operation answering(int status, Payload answers) {
        return with(new Exchange(exchange.parameters(), exchange.takes(), answers, status));
    }

    /// The route: this operation, answered by `handler`.
    public Route by(Handler handler) {
        return new Route(this, handler);
    }

    private Operation with(Exchange other) {
        return new Operation(method, path, permission, span, summary, other);
    }

    private static Operation of(
            Method method, String path, Permission permission, String summary, int status) {
        Payload none = new Payload.None();
        return new Operation(
                method,
                Template.of(path),
                permission,
                permission == Permission.KNOWN ? Span.TEAMS : Span.ESTATE,
                summary,
                new Exchange(List.of(), none, none, status));
    }
}
