package io.muster.model;

/// How much a finding matters, worst first.
public enum Severity {
    CRITICAL("critical"),
    HIGH("high"),
    MEDIUM("medium"),
    LOW("low"),
    /// Worth knowing; nothing to do.
    INFO("info");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /// @throws IllegalArgumentException when `text` names none
    public static Severity of(String text) {
        for (Severity severity : values()) {
            if (severity.text.equals(text)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("a severity is critical, high, medium, low or info");
    }

    @Override
    public String toString() {
        return text;
    }
}
