package io.muster.api;

import io.muster.http.Handler;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.time.Duration;

/// A handler whose refusals from the domain become problems.
record Guarded(Handler handler) implements Handler {
    private static final Duration LATER = Duration.ofSeconds(5);

    static Route route(Route route) {
        return new Route(route.operation(), new Guarded(route.handler()));
    }

    @Override
    public Response handle(Request request) throws IOException {
        try {
            return handler.handle(request);
        } catch (io.muster.inventory.Refused e) {
            throw refused(e);
        } catch (Unavailable e) {
            throw Problem.NOT_AVAILABLE.because(e.reason()).until(LATER);
        }
    }

    private static Refused refused(io.muster.inventory.Refused e) {
        return switch (e.kind()) {
            case UNKNOWN -> Problem.NOT_FOUND.because(e.reason());
            case STALE -> Problem.CHANGED_MEANWHILE.because(e.reason());
            case INVALID -> Problem.BAD_REQUEST.because(e.reason());
            case CONFLICT -> Problem.CONFLICT.because(e.reason());
            case ENDED -> Problem.RUN_ENDED.because(e.reason());
            case FORBIDDEN -> Problem.FORBIDDEN.because(e.reason());
        };
    }
}
