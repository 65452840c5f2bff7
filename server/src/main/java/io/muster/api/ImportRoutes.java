package io.muster.api;

import static io.muster.http.Operation.post;

import io.muster.discovery.exports.CycloneDxBill;
import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.declared.Declarations;
import io.muster.inventory.declared.Declared;
import io.muster.model.Malformed;
import io.muster.model.Place;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What others have listed: it becomes a declared list, and is joined to what is there by it.
record ImportRoutes(Declarations declarations, Writing writing) {
    private static final int BYTES_MAX = 64 << 20;

    List<Route> routes() {
        return List.of(
                post(
                                "/api/v1/imports/cbom",
                                Permission.WRITE,
                                "Takes a CycloneDX bill of materials as a declared list.")
                        .with(
                                Parameter.text("name", "Of the list; cbom when absent."),
                                Parameter.text("team", "Whose list it is."))
                        .taking(new Payload.Other("application/octet-stream", BYTES_MAX))
                        .answering(201, new Payload.Value(Imported.class))
                        .by(this::bill));
    }

    /// @param list the id of the declared list; what is known, missing and repeated shows there a
    ///   moment later
    /// @param declared certificates, keys and secrets that can be found, each once
    /// @param rejected assets that say nothing by which a credential could be found
    /// @param algorithms algorithms and protocols, which are no credentials
    /// @param others components without cryptographic properties
    record Imported(
            String list, String href, long declared, long rejected, long algorithms, long others) {}

    private Response bill(Request request) throws IOException {
        String name = request.query().text("name").orElse("cbom");
        String id =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        Declared.Naming naming = new Declared.Naming(id, name, request.query().text("team"));
        CycloneDxBill bill = read(request, id);
        Declared.Edition edition = declarations.prepare(id, bill.declarations(), bill.unusable());
        Declared.Summary _ =
                writing.change(
                        request,
                        "cbom.import",
                        "declared:" + id,
                        Map.of(
                                "name",
                                name,
                                "lines",
                                String.valueOf(edition.lines()),
                                "team",
                                naming.team().orElse("")),
                        unit -> declarations.adopt(unit, naming, edition, Writing.actor(request)));
        String href = "/api/v1/declared/" + id;
        return Response.created(
                href,
                new Imported(
                        id,
                        href,
                        edition.lines(),
                        bill.unusable(),
                        bill.algorithms(),
                        bill.others()));
    }

    private static CycloneDxBill read(Request request, String id) throws IOException {
        try {
            return CycloneDxBill.read(
                    Uploaded.of(request, new Place("declared://" + id), BYTES_MAX));
        } catch (Malformed e) {
            throw Problem.BAD_REQUEST.because("The bill cannot be read: " + e.reason() + ".");
        }
    }
}
