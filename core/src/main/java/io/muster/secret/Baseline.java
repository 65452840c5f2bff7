package io.muster.secret;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The secrets of an earlier run, by their fingerprints: only what is not among them is news.
///
/// Fingerprints made with different keys are never equal, so a baseline from another installation
/// hides nothing.
///
/// @param fingerprints `hmac:<version>:<hex>`
public record Baseline(Set<String> fingerprints) {
    private static final Pattern FINGERPRINT =
            Pattern.compile("\"(hmac:[0-9]{1,4}:[0-9a-f]{64})\"");

    public Baseline {
        fingerprints = Set.copyOf(fingerprints);
    }

    /// The fingerprints in a JSON document of `muster scan`, wherever they stand in it.
    public static Baseline read(CharSequence json) {
        var fingerprints = new HashSet<String>();
        var matcher = FINGERPRINT.matcher(json);
        while (matcher.find()) {
            fingerprints.add(matcher.group(1));
        }
        return new Baseline(fingerprints);
    }

    public boolean knows(String fingerprint) {
        return fingerprints.contains(fingerprint);
    }
}
