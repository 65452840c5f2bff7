package io.muster.report;

import io.muster.model.Identity;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The register of certificates and of the devices that store them (Commission Delegated Regulation
/// (EU) 2024/1774, Article 7(4)): every certificate of ours that is somewhere now.
record Register(Estate estate, Sheet sheet) {
    /// So many holders are named; how many there are is said.
    private static final int HOLDERS_MAX = 100;

    private static final int DEVICES = 500;

    void write() throws IOException {
        sheet.table(
                "register",
                "Register of certificates",
                "Every certificate that is somewhere now, without what is only trusted here. Holders"
                        + " are the places that store or serve it; functions are the machines whose it"
                        + " is. Where nobody has said how critical a function is, criticality is empty.",
                List.of(
                        "certificate",
                        "subject",
                        "names",
                        "issuer",
                        "serialNumber",
                        "notBefore",
                        "notAfter",
                        "keyAlgorithm",
                        "functions",
                        "criticality",
                        "environment",
                        "owner",
                        "holders",
                        "holderCount",
                        "lastVerified",
                        "state"));
        Reporting.each(estate, this::row);
        devices();
    }

    private void row(Estate.Held held) throws IOException {
        if (held.entry().foreign()
                || !(held.entry().credential() instanceof X509Certificate certificate)) {
            return;
        }
        List<Sighting> sightings = held.entry().sightings();
        sheet.row(
                List.of(
                        certificate.fingerprint().toString(),
                        certificate.subject(),
                        certificate.subjectAltNames().stream().map(it -> it.text()).toList(),
                        certificate.issuer(),
                        certificate.serialNumber(),
                        certificate.validity().notBefore().toString(),
                        certificate.validity().notAfter().toString(),
                        certificate.keys().publicKey().label(),
                        held.entry().identities().stream().map(Register::function).toList(),
                        held.labels().criticality(),
                        held.labels().environment(),
                        held.labels().owner(),
                        sightings.stream()
                                .limit(HOLDERS_MAX)
                                .map(it -> it.role() + " " + it.place().text())
                                .toList(),
                        sightings.size(),
                        sightings.stream()
                                .map(Sighting::at)
                                .max(Comparator.naturalOrder())
                                .map(Instant::toString)
                                .orElse(""),
                        held.labels().revoked()
                                ? "revoked"
                                : held.labels().superseded() ? "superseded" : "in place"));
    }

    private static String function(Identity identity) {
        return identity.anchor().kind() + " " + identity.anchor().name();
    }

    private void devices() throws IOException {
        sheet.table(
                "devices",
                "Devices that hold certificates",
                "Each host on which certificates lie or by which they are served. What is stored"
                        + " where no host is known is under an empty name.",
                List.of("device", "certificates", "places", "lastVerified"));
        String after = "";
        List<Estate.Device> page = estate.devices(after, DEVICES);
        while (!page.isEmpty()) {
            for (Estate.Device it : page) {
                sheet.row(List.of(it.host(), it.certificates(), it.places(), it.last().toString()));
            }
            page = estate.devices(page.getLast().host(), DEVICES);
        }
    }
}
