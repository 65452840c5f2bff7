package io.muster.http;

import io.muster.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers what never became a request of ours: a path that means two things, fields that are too
/// large, a line that is no HTTP. Jetty would write a page with its own name on it.
final class JettyErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        response.setStatus(status);
        Problem problem = status < 500 ? Problem.BAD_REQUEST : Problem.FAULT;
        Problem.Document document =
                new Problem.Document(
                        problem.type(),
                        problem.title(),
                        status,
                        "The request could not be read: its line, its fields or its path are malformed"
                                + " or too large.",
                        "unread");
        Bytes content = Bytes.of(Json.text(document).getBytes(StandardCharsets.UTF_8));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.size());
        response.write(true, ByteBuffer.wrap(content.toArray()), callback);
        return true;
    }
}
