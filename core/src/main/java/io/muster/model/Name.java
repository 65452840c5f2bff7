package io.muster.model;

/// A name that a credential claims (RFC 5280, 4.2.1.6), in the form in which it is compared.
public sealed interface Name extends Comparable<Name> {

    /// The canonical text.
    String text();

    /// A host name, lower-case A-labels without a trailing dot; may start with `*.`.
    record Dns(String text) implements Name {}

    /// An address as RFC 5952 writes it.
    record Ip(String text) implements Name {}

    record Email(String text) implements Name {}

    record Uri(String text) implements Name {}

    /// A distinguished name as RFC 4514 writes it.
    record Directory(String text) implements Name {}

    /// Any other form: `type` is the OID or a short word for it (`upn`, `mac`).
    record Other(String type, String text) implements Name {}

    /// The form's word in documents: `dns`, `ip`, `email`, `uri`, `directory`, `other`.
    default String form() {
        return switch (this) {
            case Dns _ -> "dns";
            case Ip _ -> "ip";
            case Email _ -> "email";
            case Uri _ -> "uri";
            case Directory _ -> "directory";
            case Other other -> other.type();
        };
    }

    @Override
    default int compareTo(Name other) {
        int byForm = form().compareTo(other.form());
        return byForm != 0 ? byForm : text().compareTo(other.text());
    }
}
