package io.muster.http;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client asked.
///
/// @param id names this request in the answer, the log and the audit log
/// @param target what it is about
/// @param headers as they came
/// @param body what it sent
/// @param caller who asks; [Caller#NOBODY] until the gate has looked
/// @param from the address it came from, for throttling and the log
/// @param certificates what the client proved to have in the handshake, its own first; whether they
///   are worth anything nobody has looked at yet
public record Request(
        String id,
        Target target,
        Headers headers,
        Body body,
        Caller caller,
        InetAddress from,
        List<X509Certificate> certificates) {
    private static final Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");

    public Request {
        certificates = List.copyOf(certificates);
    }

    /// What a request is about.
    ///
    /// @param path decoded, begins with a slash
    /// @param variables the values of the braces in the route's path
    public record Target(Method method, String path, Query query, Map<String, String> variables) {
        public Target {
            variables = Map.copyOf(variables);
        }
    }

    /// A request as a test or another part of the program makes one: by nobody, without content.
    ///
    /// @param uri path and query, such as `/api/v1/credentials?q=expires<30d`
    public static Request of(Method method, String uri) {
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        Query query = mark < 0 ? Query.NONE : Query.parse(uri.substring(mark + 1));
        return new Request(
                "internal",
                new Target(method, path, query, Map.of()),
                Headers.NONE,
                Body.empty(),
                Caller.NOBODY,
                InetAddress.getLoopbackAddress(),
                List.of());
    }

    public Method method() {
        return target.method();
    }

    public Query query() {
        return target.query();
    }

    /// The value of `{name}` in the route's path.
    public String variable(String name) {
        String value = target.variables().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route's path has no {" + name + "}");
        }
        return value;
    }

    /// The content as a `type`: strict, an unknown member or a missing one is refused by name.
    ///
    /// @throws Refused when it does not fit
    public <T> T json(Class<T> type) {
        return Json.read(body.stream(), type);
    }

    /// The version that the client saw, from `If-Match` (RFC 9110, section 13.1.1). Whoever changes
    /// something must say it, so that nobody overwrites what they have not seen.
    ///
    /// @throws Refused when it is missing or was not made by [Response#version]
    public long version() {
        String tag =
                headers.one("If-Match")
                        .orElseThrow(() ->
                                Problem.NO_VERSION.because(
                                        "Send the ETag you have read as If-Match."));
        Matcher version = VERSION.matcher(tag);
        if (!version.matches()) {
            throw Problem.CHANGED_MEANWHILE.because(
                    "If-Match is no ETag of this; send the one you have read.");
        }
        return Long.parseLong(version.group(1));
    }

    public Request as(Caller other) {
        return new Request(id, target, headers, body, other, from, certificates);
    }

    public Request with(String header, String value) {
        return new Request(
                id, target, headers.with(header, value), body, caller, from, certificates);
    }

    public Request with(Body other) {
        return new Request(id, target, headers, other, caller, from, certificates);
    }

    /// The same with other parameters after the `?`.
    public Request with(Query query) {
        Target there = new Target(target.method(), target.path(), query, target.variables());
        return new Request(id, there, headers, body, caller, from, certificates);
    }

    /// The same from a client that has shown these.
    public Request showing(List<X509Certificate> chain) {
        return new Request(id, target, headers, body, caller, from, chain);
    }

    Request at(Map<String, String> variables) {
        Target there = new Target(target.method(), target.path(), target.query(), variables);
        return new Request(id, there, headers, body, caller, from, certificates);
    }
}
