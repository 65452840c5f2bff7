package io.muster.http;

import io.muster.model.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table of all routes, and the router over it: finds the row, asks the gate, checks what the
/// row promises, and lets its handler answer.
public final class Routes implements Handler {
    private static final Pattern KEY = Pattern.compile("\"?[A-Za-z0-9._-]{1,200}\"?");

    private final List<Route> rows;
    private final Gate gate;
    private final Repeats repeats;
    private final Node root = new Node();

    /// @throws IllegalArgumentException when two rows want the same method and path
    public Routes(List<Route> rows, Gate gate) {
        this(rows, gate, Repeats.NONE);
    }

    /// @param repeats knows what was answered already
    /// @throws IllegalArgumentException when two rows want the same method and path
    public Routes(List<Route> rows, Gate gate, Repeats repeats) {
        this.rows = List.copyOf(rows);
        this.gate = gate;
        this.repeats = repeats;
        rows.forEach(this::plant);
    }

    /// What can be asked for, in the order of the table.
    public List<Operation> operations() {
        return rows.stream().map(Route::operation).toList();
    }

    /// The row that answers `request`, if there is one.
    public Optional<Route> route(Request request) {
        try {
            return Optional.ofNullable(
                    find(request.target().path()).methods().get(request.method()));
        } catch (Refused _) {
            return Optional.empty();
        }
    }

    /// @throws Refused when there is no such route, the caller may not, or the handler refuses
    @Override
    public Response handle(Request request) throws IOException {
        Found found = find(request.target().path());
        Route route = found.methods().get(request.method());
        if (route == null) {
            throw Problem.METHOD_NOT_ALLOWED
                    .because(
                            "%s cannot be done here; there is %s."
                                    .formatted(request.method(), found.methods().keySet()))
                    .allowing(found.methods().keySet());
        }
        Operation operation = route.operation();
        Caller caller = gate.admit(request, operation);
        check(request, operation.exchange());
        Body body = request.body().limited(bytesMax(operation.exchange().takes()));
        Response response = answered(request.at(found.variables()).as(caller).with(body), route);
        if (response.content() instanceof Content.Events(Feed feed)) {
            return new Response(
                    response.status(),
                    response.headers(),
                    new Content.Events((position, wait) -> {
                        // What they may see may have become less: they connect anew and see that.
                        if (!gate.admit(request, operation).rights().equals(caller.rights())) {
                            throw Problem.FORBIDDEN.because("What you may do has changed.");
                        }
                        return feed.after(position, wait);
                    }));
        }
        return request.method().isSafe()
                ? response.unless(request.headers().one("If-None-Match"))
                : response;
    }

    /// With an `Idempotency-Key`, once; streams are left out, what they bring is a set anyway.
    private Response answered(Request request, Route route) throws IOException {
        Optional<String> key = request.headers().one("Idempotency-Key");
        boolean once =
                key.isPresent()
                        && request.method() == Method.POST
                        && request.caller().kind() != Caller.Kind.NOBODY
                        && !(route.operation().exchange().takes() instanceof Payload.Other);
        if (!once) {
            return route.handler().handle(request);
        }
        if (!KEY.matcher(key.get()).matches()) {
            throw Problem.BAD_REQUEST.because(
                    "An Idempotency-Key has 1 to 200 letters, digits, hyphens, dots or underscores.");
        }
        byte[] content = request.body().stream().readAllBytes();
        return repeats.once(
                request.with(Body.of(new ByteArrayInputStream(content))),
                key.get(),
                Bytes.of(content),
                route.handler());
    }

    private static void check(Request request, Operation.Exchange exchange) {
        if (!exchange.parameters().contains(Parameter.ANY)) {
            request.query()
                    .onlyOf(
                            exchange.parameters().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Parameter::name,
                                                    Function.identity(),
                                                    (a, _) -> a,
                                                    LinkedHashMap::new)));
        }
        Optional<String> wanted =
                switch (exchange.takes()) {
                    case Payload.None _ -> Optional.empty();
                    case Payload.Value _, Payload.PageOf _ -> Optional.of("application/json");
                    case Payload.Other it -> Optional.of(it.mediaType());
                };
        String sent = request.headers().one("Content-Type").orElse("");
        if (wanted.isPresent() && !fits(mediaType(sent), wanted.get())) {
            throw Problem.NOT_UNDERSTOOD.because("Send Content-Type: %s.".formatted(wanted.get()));
        }
    }

    /// What has a syntax of its own that is JSON may also be called just that (RFC 6839, 3.1).
    private static boolean fits(String sent, String wanted) {
        return sent.equalsIgnoreCase(wanted)
                || (wanted.endsWith("+json") && sent.equalsIgnoreCase("application/json"));
    }

    private static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    }

    private static long bytesMax(Payload takes) {
        return switch (takes) {
            case Payload.None _ -> 0;
            case Payload.Value _, Payload.PageOf _ -> Payload.JSON_BYTES_MAX;
            case Payload.Other it -> it.bytesMax();
        };
    }

    /// A step of the tree of paths: literals first, then a variable, then the rest.
    private static final class Node {
        private final Map<String, Node> literals = new LinkedHashMap<>();
        private @Nullable Node variable;
        private @Nullable Node rest;
        private final Map<Method, Route> methods = new EnumMap<>(Method.class);

        Node grow(Template.Segment segment) {
            return switch (segment) {
                case Template.Literal(String text) ->
                        literals.computeIfAbsent(text, _ -> new Node());
                case Template.Variable _ -> {
                    Node child = variable == null ? new Node() : variable;
                    variable = child;
                    yield child;
                }
                case Template.Rest _ -> {
                    Node child = rest == null ? new Node() : rest;
                    rest = child;
                    yield child;
                }
            };
        }
    }

    private record Found(Map<Method, Route> methods, Map<String, String> variables) {}

    private void plant(Route route) {
        Node node = root;
        for (Template.Segment segment : route.operation().path().segments()) {
            node = node.grow(segment);
        }
        if (node.methods.put(route.operation().method(), route) != null) {
            throw new IllegalArgumentException("two routes for " + route.operation().path().text());
        }
    }

    private Found find(String path) {
        String[] segments = path.substring(1).split("/", -1);
        List<String> values = new ArrayList<>();
        Node node = root;
        Optional<Found> rest = Optional.empty();
        for (int i = 0; i < segments.length; i++) {
            if (node.rest != null) {
                List<String> all = new ArrayList<>(values);
                all.add(String.join("/", List.of(segments).subList(i, segments.length)));
                rest = Optional.of(found(node.rest, all));
            }
            Node next = node.literals.get(segments[i]);
            if (next == null && node.variable != null && !segments[i].isEmpty()) {
                values.add(segments[i]);
                next = node.variable;
            }
            if (next == null) {
                return rest.orElseThrow(() -> nowhere(path));
            }
            node = next;
        }
        if (node.methods.isEmpty()) {
            return rest.orElseThrow(() -> nowhere(path));
        }
        return found(node, values);
    }

    /// Names the values by the path of the first row that ends here: all rows of a place agree.
    private static Found found(Node node, List<String> values) {
        List<String> names = node.methods.values().iterator().next().operation().path().variables();
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), values.get(i));
        }
        return new Found(node.methods, variables);
    }

    private static Refused nowhere(String path) {
        return Problem.NOT_FOUND.because(
                "There is nothing at '%s'; /api/v1/openapi.json lists what there is."
                        .formatted(path.length() > 200 ? path.substring(0, 200) + "…" : path));
    }
}
