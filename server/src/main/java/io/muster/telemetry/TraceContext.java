package io.muster.telemetry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which trace something belongs to (W3C Trace Context, level 1).
///
/// @param trace 32 hexadecimal digits, in small letters
/// @param span 16 of them
/// @param sampled whether it is told
public record TraceContext(String trace, String span, boolean sampled) {
    /// Later versions may have more after another hyphen (section 3.2.2); `ff` is no version.
    private static final Pattern PARENT =
            Pattern.compile(
                    "(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final int LENGTH_MAX = 512;

    /// Reads a `traceparent`; empty when it is none, which is then as if nobody had sent it.
    public static Optional<TraceContext> of(String traceparent) {
        Matcher parent = PARENT.matcher(traceparent);
        boolean fits =
                traceparent.length() <= LENGTH_MAX
                        && parent.matches()
                        && !(parent.group(1).equals("00") && parent.group(5) != null)
                        && !parent.group(2).equals("0".repeat(32))
                        && !parent.group(3).equals("0".repeat(16));
        return fits
                ? Optional.of(
                        new TraceContext(
                                parent.group(2),
                                parent.group(3),
                                (Integer.parseInt(parent.group(4), 16) & 1) != 0))
                : Optional.empty();
    }
}
