package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The keys that may log in: `authorized_keys` (sshd(8), AUTHORIZED_KEYS FILE FORMAT).
///
/// As in sshd, a bad line is refused by itself and the others count.
public final class AuthorizedKeys {
    private AuthorizedKeys() {}

    /// A line that holds a key, or should.
    public sealed interface Line {
        /// 1-based.
        long number();
    }

    /// A key that opens something.
    ///
    /// @param comment empty when there is none
    public record Entry(long number, LoginOptions options, PublicBlob blob, String comment)
            implements Line {
        /// As `docs/reference/facts.md` names them.
        public Facts facts() {
            Facts facts = options.facts().with(blob.facts()).with("line", number);
            return comment.isEmpty() ? facts : facts.with("comment", comment);
        }
    }

    /// A line that sshd would ignore.
    ///
    /// @param reason never quotes the line
    public record Refused(long number, String reason) implements Line {}

    /// Hands every line that is neither blank nor a comment to `out`, in order.
    public static void read(Bytes content, Consumer<Line> out) {
        TextLines.read(content, AuthorizedKeys::entry, Refused::new, out);
    }

    /// All lines that are neither blank nor comments, in order.
    public static List<Line> parse(Bytes content) {
        List<Line> lines = new ArrayList<>();
        read(content, lines::add);
        return lines;
    }

    private static Entry entry(long number, String line) throws Malformed {
        if (PublicKeyLine.beginsWithKeyType(line)) {
            return entry(number, LoginOptions.NONE, line);
        }
        int end = LoginOptions.end(line);
        LoginOptions options = LoginOptions.parse(line.substring(0, end));
        return entry(number, options, line.substring(end));
    }

    private static Entry entry(long number, LoginOptions options, String rest) throws Malformed {
        PublicKeyLine key = PublicKeyLine.parse(rest);
        if (key.blob() instanceof SshSignedKey) {
            throw new Malformed("a certificate; sshd authorizes keys and authorities only");
        }
        return new Entry(number, options, key.blob(), key.comment());
    }
}
