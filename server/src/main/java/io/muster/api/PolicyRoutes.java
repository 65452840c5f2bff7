package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.governance.PolicyDiff;
import io.muster.governance.PolicyInForce;
import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.PolicyParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The policy in force, and what another would change.
record PolicyRoutes(PolicyInForce inForce, PolicyParser parser, Trial trial) {
    private static final int BYTES_MAX = 1 << 20;

    /// YAML (RFC 9512).
    private static final String YAML = "application/yaml";

    List<Route> routes() {
        return List.of(
                get("/api/v1/policy", Permission.READ, "The policy that everything is judged by.")
                        .forTeams()
                        .answering(Shown.class)
                        .by(_ -> Response.json(Shown.of(inForce))),
                post(
                                "/api/v1/policy/diff",
                                Permission.READ,
                                "Judges everything by another policy as well, and tells what would change.")
                        .with(
                                Parameter.text(
                                        "progress",
                                        "lines: application/x-ndjson, a line a step with `done` and"
                                                + " `total`, the last one with the answer as `diff` or"
                                                + " why there is none as `trouble`."))
                        .taking(new Payload.Other(YAML, BYTES_MAX))
                        .answering(PolicyDiff.class)
                        .by(this::diff));
    }

    /// @param edition the SHA-256 of the text in hex
    /// @param text as it was written, YAML
    record Shown(
            String name, int version, String description, String edition, int rules, String text) {
        static Shown of(PolicyInForce it) {
            Policy policy = it.policy();
            return new Shown(
                    policy.name(),
                    policy.version(),
                    policy.description(),
                    it.edition(),
                    policy.rules().size(),
                    it.text());
        }
    }

    private Response diff(Request request) throws IOException {
        boolean lines =
                switch (request.query().text("progress").orElse("")) {
                    case "" -> false;
                    case "lines" -> true;
                    default -> throw Problem.BAD_REQUEST.because("'progress' must be lines.");
                };
        Policy tried = policy(request);
        if (trial.isBusy()) {
            throw Problem.CONFLICT
                    .because("Another policy is being tried; one at a time is.")
                    .until(Trial.REST);
        }
        return lines
                ? Response.stream(
                        "application/x-ndjson", out -> trial.lines(inForce.policy(), tried, out))
                : Response.stream(
                        "application/json", out -> trial.document(inForce.policy(), tried, out));
    }

    private Policy policy(Request request) throws IOException {
        byte[] bytes = request.body().stream().readAllBytes();
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return parser.parse(text);
        } catch (CharacterCodingException e) {
            throw Problem.BAD_REQUEST.because("The policy is not UTF-8.");
        } catch (Malformed e) {
            throw Problem.BAD_REQUEST.because("The policy cannot be read: " + e.reason());
        }
    }
}
