package io.muster.directory.scim;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an operation of PATCH acts (RFC 7644, section 3.5.2): `emails[type eq "work"].value`.
///
/// @param filter which values of the attribute
/// @param part of the attribute, or of each of those values
record Target(String attribute, Optional<Filter> filter, Optional<String> part) {
    private static final String NAME = "[A-Za-z$][A-Za-z0-9$_-]*+";
    private static final Pattern FORM =
            Pattern.compile("(" + NAME + ")(?:\\[(.*)\\])?(?:[.](" + NAME + "))?", Pattern.DOTALL);

    /// Reads one; the name of the schema may stand before it.
    ///
    /// @return empty when it belongs to a schema that we do not have
    /// @throws Complaint when it cannot be understood
    static Optional<Target> parse(Schema schema, String path) {
        if (path.length() > Filter.LENGTH_MAX) {
            throw Complaint.path("A path has at most 4,096 characters.");
        }
        String plain = schema.plain(path.strip());
        if (plain.regionMatches(true, 0, "urn:", 0, 4)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(plain);
        if (!form.matches()) {
            throw Complaint.path("The path cannot be understood: " + cut(path));
        }
        return Optional.of(
                new Target(
                        form.group(1),
                        Optional.ofNullable(form.group(2)).map(Filter::parse),
                        Optional.ofNullable(form.group(3))));
    }

    private static String cut(String path) {
        return path.length() > 100 ? path.substring(0, 100) + "…" : path;
    }
}
