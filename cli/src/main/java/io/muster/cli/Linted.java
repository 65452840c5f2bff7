package io.muster.cli;

import io.muster.model.Fingerprint;
import io.muster.model.Severity;
import io.muster.x509.Certificate;
import io.muster.x509.CertificateList;
import io.muster.x509.CertificationRequest;
import io.muster.x509.Fault;
import io.muster.x509.SignatureCheck;
import io.muster.x509.lint.Lint;
import io.muster.x509.lint.Linter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One object and what the linter says of it.
///
/// @param kind `certificate`, `revocation-list` or `request`
/// @param name its subject, or a list's issuer; empty when it could not be read
/// @param fingerprint empty when it could not be read
/// @param complaints what is wrong, in the order of the rules
/// @param unreadable why it could not be read; empty when it could
record Linted(
        String kind,
        String name,
        String fingerprint,
        List<Complaint> complaints,
        String unreadable) {
    static final String CERTIFICATE = "certificate";
    static final String REVOCATION_LIST = "revocation-list";
    static final String REQUEST = "request";

    Linted {
        complaints = List.copyOf(complaints);
    }

    /// @param id of the rule, stable
    /// @param clause where the rule stands
    record Complaint(String id, Severity severity, String clause, String message) {}

    static Linted of(Certificate certificate, Set<Lint.Scope> scopes) {
        return new Linted(
                CERTIFICATE,
                certificate.subject().toString(),
                Fingerprint.of(certificate.encoded()).toString(),
                Linter.lint(certificate, scopes).stream()
                        .map(it -> new Complaint(it.id(), it.severity(), it.clause(), it.message()))
                        .toList(),
                "");
    }

    static Linted of(CertificateList list) {
        List<Complaint> complaints = new ArrayList<>(faults(list.faults(), "RFC 5280 5"));
        if (list.nextUpdate().isEmpty()) {
            complaints.add(
                    new Complaint(
                            "list-without-next-update",
                            Severity.MEDIUM,
                            "RFC 5280 5.1.2.5",
                            "the list does not say when the next one comes"));
        }
        return new Linted(
                REVOCATION_LIST,
                list.issuer().toString(),
                Fingerprint.of(list.encoded()).toString(),
                complaints,
                "");
    }

    static Linted of(CertificationRequest request) {
        List<Complaint> complaints = new ArrayList<>(faults(request.faults(), "RFC 2986 4"));
        if (request.proofOfPossession() == SignatureCheck.Answer.WRONG) {
            complaints.add(
                    new Complaint(
                            "request-signature-wrong",
                            Severity.HIGH,
                            "RFC 2986 4.2",
                            "the request is not signed with the key that it asks for"));
        }
        return new Linted(
                REQUEST,
                request.subject().toString(),
                Fingerprint.of(request.encoded()).toString(),
                complaints,
                "");
    }

    static Linted unreadable(String kind, String reason) {
        return new Linted(kind, "", "", List.of(), reason);
    }

    /// What its reader has noticed on the way.
    private static List<Complaint> faults(List<Fault> faults, String clause) {
        return faults.stream()
                .map(it ->
                        new Complaint(
                                it.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                Severity.MEDIUM,
                                clause,
                                it.detail()))
                .toList();
    }

    /// As a person reads it after the file's name: `certificate CN=pay`.
    String title() {
        return name.isEmpty() ? kind : kind + " " + name;
    }

    boolean fails(Severity threshold) {
        return complaints.stream().anyMatch(it -> it.severity().atLeast(threshold));
    }

    /// As JSON has it.
    Map<String, Object> fields(String file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file);
        fields.put("kind", kind);
        if (unreadable.isEmpty()) {
            fields.put("name", name);
            fields.put("fingerprint", fingerprint);
            fields.put("complaints", complaints.stream().map(Linted::fields).toList());
        } else {
            fields.put("unreadable", unreadable);
        }
        return fields;
    }

    private static Map<String, Object> fields(Complaint complaint) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", complaint.id());
        fields.put("severity", complaint.severity().toString());
        fields.put("clause", complaint.clause());
        fields.put("message", complaint.message());
        return fields;
    }
}
