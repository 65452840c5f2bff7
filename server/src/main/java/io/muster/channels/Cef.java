package io.muster.channels;

import io.muster.alerts.Alert;
import io.muster.audit.Entry;
import io.muster.model.Severity;
import java.util.stream.Collectors;

/// ArcSight's Common Event Format, version 0, as SIEMs read it.
final class Cef {
    private static final int TEXT_MAX = 1_000;

    private Cef() {}

    static String of(Alert it) {
        return "CEF:0|Muster|Muster|1|"
                + header(it.kind().toString())
                + "|"
                + header(it.message())
                + "|"
                + severity(it.severity())
                + "|rt="
                + it.raised().toEpochMilli()
                + " externalId="
                + it.id()
                + " msg="
                + value(it.message())
                + " cs1Label=subject cs1="
                + value(it.about().title())
                + " cs2Label=team cs2="
                + value(it.team().orElse(""))
                + " cs3Label=places cs3="
                + value(String.join(", ", it.places()))
                + " cn1Label=placesInAll cn1="
                + it.placesInAll()
                + " cs4Label=remedy cs4="
                + value(it.remedy());
    }

    /// A decision: who, what, of what, with which request.
    static String of(Entry it) {
        return "CEF:0|Muster|Muster|1|"
                + header(it.decision().action())
                + "|"
                + header(it.decision().action())
                + "|"
                + (it.decision().action().endsWith(".refused") ? 5 : 3)
                + "|rt="
                + it.decision().at().toEpochMilli()
                + " externalId="
                + it.index()
                + " suser="
                + value(it.decision().actor())
                + " act="
                + value(it.decision().action())
                + " cs1Label=subject cs1="
                + value(it.decision().subject())
                + " cs2Label=request cs2="
                + value(it.decision().request())
                + " cs3Label=detail cs3="
                + value(detail(it));
    }

    private static String detail(Entry it) {
        return it.decision().detail().entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("; "));
    }

    private static int severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 10;
            case HIGH -> 8;
            case MEDIUM -> 5;
            case LOW -> 3;
            case INFO -> 1;
        };
    }

    private static String header(String text) {
        return plain(text).replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String value(String text) {
        return plain(text).replace("\\", "\\\\").replace("=", "\\=");
    }

    /// On one line, whatever a stranger wrote into a certificate.
    private static String plain(String text) {
        return Json.cut(text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " "), TEXT_MAX);
    }
}
