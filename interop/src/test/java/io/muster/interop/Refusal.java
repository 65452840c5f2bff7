package io.muster.interop;

import tools.jackson.databind.JsonNode;

/// Whether an answer says what was wrong: as a problem (RFC 9457), or below `/scim/v2` as SCIM's
/// own error (RFC 7644, section 3.12).
final class Refusal {
    private static final String SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    private Refusal() {}

    static boolean is(Client.Answer answer) {
        String type = answer.header("Content-Type");
        return type.startsWith("application/scim+json") ? isOfScim(answer) : isProblem(answer);
    }

    private static boolean isProblem(Client.Answer answer) {
        JsonNode problem = answer.json();
        return answer.header("Content-Type").startsWith("application/problem+json")
                && problem.path("type").asString("").startsWith("urn:muster:problem:")
                && problem.path("status").asInt() == answer.status()
                && !problem.path("detail").asString("").isBlank()
                && isNamed(problem.path("instance").asString(""), answer.header("X-Request-Id"));
    }

    /// By the id of the request, as the log knows it; what could not be read has none.
    private static boolean isNamed(String instance, String request) {
        return request.isEmpty() ? instance.equals("unread") : instance.equals(request);
    }

    /// Its status is a text there.
    private static boolean isOfScim(Client.Answer answer) {
        JsonNode error = answer.json();
        return error.path("schemas").path(0).asString("").equals(SCIM_ERROR)
                && error.path("status").asString("").equals(Integer.toString(answer.status()))
                && !error.path("detail").asString("").isBlank();
    }
}
