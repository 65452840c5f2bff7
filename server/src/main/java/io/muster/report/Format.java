package io.muster.report;

import java.util.Arrays;
import java.util.Optional;

/// How a report is written.
public enum Format {
    /// Of a bill of materials: CycloneDX 1.6.
    JSON("json", "application/json", "json"),
    /// CycloneDX 1.7, of a bill of materials only.
    JSON_1_7("json-1.7", "application/json", "json"),
    HTML("html", "text/html; charset=utf-8", "html"),
    PDF("pdf", "application/pdf", "pdf");

    private final String id;
    private final String mediaType;
    private final String extension;

    Format(String id, String mediaType, String extension) {
        this.id = id;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public static Optional<Format> named(String id) {
        return Arrays.stream(values()).filter(it -> it.id.equals(id)).findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    /// Of a file's name.
    public String extension() {
        return extension;
    }

    @Override
    public String toString() {
        return id;
    }
}
