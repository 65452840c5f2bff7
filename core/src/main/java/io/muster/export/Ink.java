package io.muster.export;

import io.muster.model.Severity;
import java.util.Optional;

/// Colours on a terminal. Never the only sign: the word is always there too.
public enum Ink {
    /// Where there is no terminal, or `NO_COLOR` is set.
    NONE {
        @Override
        String paint(String code, String text) {
            return text;
        }
    },
    /// ECMA-48 select graphic rendition.
    ANSI {
        @Override
        String paint(String code, String text) {
            return "\u001b[" + code + "m" + text + "\u001b[0m";
        }
    };

    abstract String paint(String code, String text);

    String strong(String text) {
        return paint("1", text);
    }

    String severity(Optional<Severity> severity, String text) {
        return severity.map(it ->
                        switch (it) {
                            case CRITICAL -> paint("1;31", text);
                            case HIGH -> paint("31", text);
                            case MEDIUM -> paint("33", text);
                            case LOW -> paint("36", text);
                            case INFO -> paint("2", text);
                        })
                .orElseGet(() -> paint("32", text));
    }
}
