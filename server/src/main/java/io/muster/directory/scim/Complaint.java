package io.muster.directory.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why a request is refused, in the words of RFC 7644, section 3.12.
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

    private final int status;
    private final String type;

    private Complaint(int status, String type, String detail) {
        // Without a stack trace: it is an answer, not a fault.
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    /// A filter that cannot be understood, or asks for what cannot be looked for.
    static Complaint filter(String detail) {
        return new Complaint(400, "invalidFilter", detail);
    }

    /// A path of PATCH that cannot be understood.
    static Complaint path(String detail) {
        return new Complaint(400, "invalidPath", detail);
    }

    /// A path that leads to nothing where it must lead to something.
    static Complaint noTarget(String detail) {
        return new Complaint(400, "noTarget", detail);
    }

    static Complaint value(String detail) {
        return new Complaint(400, "invalidValue", detail);
    }

    static Complaint syntax(String detail) {
        return new Complaint(400, "invalidSyntax", detail);
    }

    /// What may not be changed.
    static Complaint mutability(String detail) {
        return new Complaint(400, "mutability", detail);
    }

    int status() {
        return status;
    }

    /// The content of the answer.
    Map<String, Object> document() {
        return document(status, type, String.valueOf(getMessage()));
    }

    /// @param type empty where the standard has none
    static Map<String, Object> document(int status, String type, String detail) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemas", List.of(SCHEMA));
        document.put("status", Integer.toString(status));
        if (!type.isEmpty()) {
            document.put("scimType", type);
        }
        document.put("detail", detail);
        return document;
    }
}
