package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The hosts whose keys are trusted: `known_hosts` (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
public final class KnownHosts {
    private KnownHosts() {}

    /// What a line says about its key.
    public enum Marker {
        CERT_AUTHORITY("cert-authority"),
        REVOKED("revoked");

        private final String text;

        Marker(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// A line that holds a key, or should.
    public sealed interface Line {
        /// 1-based.
        long number();
    }

    /// A key that a host shows, or that certifies hosts, or that no host may show any more.
    public record Entry(
            long number, Optional<Marker> marker, HostNames hosts, PublicBlob blob, String comment)
            implements Line {

        /// Whether the line speaks about `name`, written as [HostNames#nameOf] writes it.
        public boolean matches(String name) {
            return hosts.matches(name);
        }

        /// As `docs/reference/facts.md` names them.
        public Facts facts() {
            Facts facts = blob.facts().with(hosts.facts()).with("line", number);
            if (marker.isPresent()) {
                facts = facts.with("marker", marker.get().toString());
            }
            return comment.isEmpty() ? facts : facts.with("comment", comment);
        }
    }

    /// A line that ssh would ignore.
    ///
    /// @param reason never quotes the line
    public record Refused(long number, String reason) implements Line {}

    /// Hands every line that is neither blank nor a comment to `out`, in order.
    public static void read(Bytes content, Consumer<Line> out) {
        TextLines.read(content, KnownHosts::entry, Refused::new, out);
    }

    /// All lines that are neither blank nor comments, in order.
    public static List<Line> parse(Bytes content) {
        List<Line> lines = new ArrayList<>();
        read(content, lines::add);
        return lines;
    }

    private static Entry entry(long number, String line) throws Malformed {
        int position = 0;
        Optional<Marker> marker = Optional.empty();
        if (line.startsWith("@")) {
            int end = PublicKeyLine.wordEnd(line, 0);
            marker = Optional.of(marker(line.substring(1, end)));
            position = PublicKeyLine.skipBlanks(line, end);
        }
        int end = PublicKeyLine.wordEnd(line, position);
        if (end == line.length()) {
            throw new Malformed("it has no key after its first word");
        }
        HostNames hosts = HostNames.parse(line.substring(position, end));
        PublicKeyLine key = PublicKeyLine.parse(line.substring(end));
        return new Entry(number, marker, hosts, key.blob(), key.comment());
    }

    private static Marker marker(String word) throws Malformed {
        return switch (word) {
            case "cert-authority" -> Marker.CERT_AUTHORITY;
            case "revoked" -> Marker.REVOKED;
            default -> throw new Malformed("it has a marker that is not known");
        };
    }
}
