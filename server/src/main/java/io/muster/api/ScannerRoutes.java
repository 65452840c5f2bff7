package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.contract.ScannerKey;
import io.muster.http.Permission;
import io.muster.http.Response;
import io.muster.http.Route;
import java.util.List;

/// What a scanner must know before it looks.
record ScannerRoutes(ScannerKey key) {

    List<Route> routes() {
        return List.of(
                get(
                                "/api/v1/scanner",
                                Permission.REPORT,
                                "The key under which scanners tell secrets apart for this server.")
                        .answering(ScannerKey.class)
                        .by(_ -> Response.json(key).with("Cache-Control", "no-store")));
    }
}
