package io.muster.directory.scim;

import io.muster.http.Handler;
import io.muster.http.Headers;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import java.io.IOException;

/// Says no in the words of SCIM (RFC 7644, section 3.12) where it is SCIM that was asked.
public record ScimFace(Handler inner) implements Handler {

    @Override
    public Response handle(Request request) throws IOException {
        if (!request.target().path().startsWith(Resources.ROOT + "/")) {
            return inner.handle(request);
        }
        try {
            return inner.handle(request);
        } catch (Complaint e) {
            return Resources.json(e.status(), e.document());
        } catch (Refused e) {
            Problem problem = e.problem();
            Response answer =
                    Resources.json(
                            problem.status(),
                            Complaint.document(problem.status(), type(problem), e.detail()));
            for (Headers.Field one : e.headers().fields()) {
                answer = answer.with(one.name(), one.value());
            }
            return answer;
        }
    }

    private static String type(Problem problem) {
        return switch (problem) {
            case CONFLICT -> "uniqueness";
            case BAD_REQUEST -> "invalidValue";
            case TOO_LARGE -> "tooMany";
            default -> "";
        };
    }
}
