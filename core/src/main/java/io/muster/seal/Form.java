package io.muster.seal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a format of documents holds its seal, a line of its own, and where in it parts begin.
public enum Form {
    /// One object, a member or a row a line.
    JSON("\"seal\":\"", "\"\n}\n"),
    /// CycloneDX, whose schema leaves room for properties only.
    CYCLONEDX("\"properties\":[{\"name\":\"muster:seal\",\"value\":\"", "\"}]\n}\n"),
    HTML("<!-- muster-seal ", " -->\n</body>\n</html>\n"),
    /// One part: what is in it cannot be told apart by lines. The seal is a comment behind the end.
    PDF("%muster-seal ", "\n");

    private final String before;
    private final String after;

    Form(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /// What stands before the seal, at the beginning of its line.
    String before() {
        return before;
    }

    /// What stands behind it, to the end of the document.
    String after() {
        return after;
    }

    /// Whether lines say where parts begin.
    boolean hasParts() {
        return this != PDF;
    }

    /// With what the line begins that opens a part.
    String opens(String part) {
        return switch (this) {
            case JSON, CYCLONEDX -> "\"" + part + "\":";
            case HTML -> "<section id=\"" + part + "\"";
            case PDF -> throw new IllegalStateException("a PDF is one part");
        };
    }

    /// With what the line of row `number` of a part begins.
    String opensRow(String part, long number) {
        return switch (this) {
            case JSON, CYCLONEDX -> "{\"row\":" + number + ",";
            case HTML -> "<tr id=\"" + part + "-" + number + "\"";
            case PDF -> throw new IllegalStateException("a PDF is one part");
        };
    }

    static Optional<Form> named(String name) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
