package io.muster.discovery.content;

import io.muster.discovery.content.Nested.Use;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/// PEM in base64, as the value of a setting: kubeconfig, Kubernetes secrets, Helm values,
/// cloud-init, environment variables.
final class Base64PemFormat implements TextFormat {
    private static final byte[] START = "LS0tLS1CRUdJTi".getBytes(StandardCharsets.US_ASCII);

    private final Nested nested;

    Base64PemFormat(Nested nested) {
        this.nested = nested;
    }

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.BASE64_PEM);
    }

    @Override
    public boolean readsWindows() {
        return true;
    }

    @Override
    public void read(Text text, Finds finds) {
        int at = text.indexOf(START, 0);
        while (at >= 0 && at < text.limit()) {
            int end = end(text, at);
            if (!finds.covered().overlaps(at, end)) {
                value(text, at, end, finds);
            }
            at = text.indexOf(START, end);
        }
    }

    private void value(Text text, int from, int to, Finds finds) {
        String variable = Variables.before(text, from);
        Facts facts = Facts.of("line", text.lineAt(from)).with("encoding", "base64");
        try {
            // In YAML a value may be folded over several lines.
            byte[] content = Base64.getMimeDecoder().decode(text.latin1(from, to));
            Facts named = variable.isEmpty() ? facts : facts.with("variable", variable);
            nested.read(Bytes.of(content), "", named, use(variable), finds);
            finds.covered().add(from, to);
        } catch (IllegalArgumentException e) {
            if (!Mention.in(text, finds.place())) {
                finds.unreadable(facts, "a PEM block in base64 that is cut short");
            }
        }
    }

    private static int end(Text text, int from) {
        int at = from;
        while (at < text.length()) {
            int c = text.bytes()[at];
            boolean base64 =
                    (c >= 'A' && c <= 'Z')
                            || (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || c == '+'
                            || c == '/'
                            || c == '=';
            if (base64) {
                at++;
            } else if (c == '\n' || c == '\r' || c == ' ') {
                int next = continued(text, at);
                if (next < 0) {
                    return at;
                }
                at = next;
            } else {
                return at;
            }
        }
        return at;
    }

    /// Where the value goes on behind a line break: a line that holds base64 only and is long or
    /// the last; -1 when it does not.
    private static int continued(Text text, int at) {
        int start = at;
        boolean lineBreak = false;
        while (start < text.length()
                && (text.bytes()[start] == '\n'
                        || text.bytes()[start] == '\r'
                        || text.bytes()[start] == ' ')) {
            lineBreak |= text.bytes()[start] == '\n';
            start++;
        }
        int end = start;
        while (end < text.length() && end - start < 4_096 && text.bytes()[end] > ' ') {
            int c = text.bytes()[end];
            if (c == ':' || c == '-' || c == '"' || c == '#' || c == '_' || c == '.') {
                return -1;
            }
            end++;
        }
        return lineBreak && end > start ? start : -1;
    }

    static Use use(String variable) {
        String name = variable.toLowerCase(Locale.ROOT);
        boolean authority =
                name.equals("certificate-authority-data")
                        || name.equals("ca.crt")
                        || name.equals("ca.pem")
                        || name.startsWith("cabundle")
                        || name.startsWith("ca-bundle")
                        || name.startsWith("ca_bundle")
                        || name.startsWith("cacert")
                        || name.startsWith("ca-cert")
                        || name.startsWith("ca_cert");
        return authority ? Use.TRUST : Use.UNKNOWN;
    }
}
