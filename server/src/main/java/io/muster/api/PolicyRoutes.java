package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.governance.PolicyBook;
import io.muster.governance.PolicyDiff;
import io.muster.governance.PolicyInForce;
import io.muster.governance.PolicyOffice;
import io.muster.governance.PolicyText;
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

/// What is in force, and what another policy would change.
record PolicyRoutes(PolicyOffice office, PolicyBook book, Trial trial) {
    static final int BYTES_MAX = 1 << 20;

    /// YAML (RFC 9512).
    static final String YAML = "application/yaml";

    List<Route> routes() {
        return List.of(
                get("/api/v1/policy", Permission.READ, "The policy that everything is judged by.")
                        .forTeams()
                        .answering(Shown.class)
                        .by(_ -> Response.json(shown())),
                post(
                                "/api/v1/policy/diff",
                                Permission.READ,
                                "Judges everything by another policy as well, and tells what would change: in the"
                                        + " place of the policy of its name where one is in force, else instead"
                                        + " of all.")
                        .with(Trial.PROGRESS)
                        .taking(new Payload.Other(YAML, BYTES_MAX))
                        .answering(PolicyDiff.class)
                        .by(this::diff));
    }

    /// @param edition tells the text from every other
    /// @param policies the names of those that are in force
    /// @param activation the number of the activation that made it so; 0 before the first
    /// @param judged how far everything is judged again since then
    /// @param text as it was written, YAML
    record Shown(
            String name,
            int version,
            String description,
            String edition,
            List<String> policies,
            long activation,
            PolicyBook.Progress judged,
            int rules,
            String text) {}

    private Shown shown() {
        PolicyInForce it = office.inForce();
        Policy policy = it.policy();
        return new Shown(
                policy.name(),
                policy.version(),
                policy.description(),
                it.edition(),
                it.parts().stream().map(one -> one.policy().name()).toList(),
                it.activation(),
                book.progress(),
                policy.rules().size(),
                it.text());
    }

    private Response diff(Request request) throws IOException {
        PolicyInForce inForce = office.inForce();
        PolicyText tried = text(request, office.parser());
        try {
            Policy whole = inForce.trying(tried).policy();
            return trial.answer(request, Trial.Attempt.of(inForce.policy(), whole));
        } catch (Malformed e) {
            throw Problem.BAD_REQUEST.because(e.reason());
        }
    }

    /// The policy that `request` carries.
    static PolicyText text(Request request, PolicyParser parser) throws IOException {
        byte[] bytes = request.body().stream().readAllBytes();
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return PolicyText.of(text, parser);
        } catch (CharacterCodingException e) {
            throw Problem.BAD_REQUEST.because("The policy is not UTF-8.");
        } catch (Malformed e) {
            throw Problem.BAD_REQUEST.because("The policy cannot be read: " + e.reason());
        }
    }
}
