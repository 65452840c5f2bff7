package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import io.muster.channels.Reach.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One POST over a connection of its own (HTTP/1.1, RFC 9112). Of the answer the status counts, and
/// of one that says "busy" when to come back; nothing more is read; a redirection is an answer like
/// any other, and not followed.
///
/// @param trust for https
/// @param inside which addresses inside an organisation it may go to
public record HttpPost(Reach reach, Trust trust, Reach.Inside inside) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

    /// Answers that may say when to come back (RFC 6585, section 4; RFC 9110, section 15.6.4).
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private static final int LINE_MAX = 4_096;
    private static final int INTERIM_MAX = 8;
    private static final int HEAD_MAX = 16_384;

    /// To addresses on the web, or inside where the configuration has the very address.
    public HttpPost(Reach reach, Trust trust) {
        this(reach, trust, Reach.Inside.AS_ADDRESS);
    }

    /// An address for it.
    ///
    /// @param target path and query
    public record Address(boolean secure, String host, int port, String target) {

        /// @throws Undelivered when `text` is none; the message does not repeat it
        public static Address of(String text) throws Undelivered {
            try {
                URI uri = new URI(text);
                String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
                boolean secure = scheme.equalsIgnoreCase("https");
                String host = uri.getHost();
                boolean web = secure || scheme.equalsIgnoreCase("http");
                if (!web || host == null || uri.getUserInfo() != null) {
                    throw new Undelivered("the channel's address is not https://HOST/…");
                }
                String path = Optional.ofNullable(uri.getRawPath()).orElse("");
                String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                return new Address(
                        secure,
                        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                        uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort(),
                        (path.isEmpty() ? "/" : path) + query);
            } catch (URISyntaxException e) {
                throw new Undelivered("the channel's address is not https://HOST/…");
            }
        }

        /// Without what may be secret.
        @Override
        public String toString() {
            return (secure ? "https://" : "http://") + authority() + "/…";
        }

        private String authority() {
            String name = host.contains(":") ? "[" + host + "]" : host;
            return port == (secure ? 443 : 80) ? name : name + ":" + port;
        }
    }

    /// An answer.
    ///
    /// @param asked how long the other side asked to be left alone; zero when it did not
    public record Answer(int status, Duration asked) {
        public boolean isYes() {
            return status / 100 == 2;
        }
    }

    /// @param headers besides those of the message itself
    /// @throws Undelivered when the answer is not 2xx
    void send(Address to, Map<String, String> headers, byte[] body) throws Undelivered {
        Answer answer = ask(to, headers, body);
        if (!answer.isYes()) {
            throw new Undelivered(
                    "%s answered %d%s"
                            .formatted(
                                    to,
                                    answer.status(),
                                    answer.status() / 100 == 3
                                            ? ", a redirection, which is not followed"
                                            : ""),
                    answer.asked());
        }
    }

    /// @param headers besides those of the message itself
    /// @throws Undelivered when there is no answer
    public Answer ask(Address to, Map<String, String> headers, byte[] body) throws Undelivered {
        try (Connection plain = reach.connect(to.host(), to.port(), inside);
                Connection line = to.secure() ? plain.secured(trust.context(), to.host()) : plain) {
            StringBuilder head =
                    new StringBuilder("POST ").append(to.target()).append(" HTTP/1.1\r\n");
            head.append("Host: ").append(to.authority()).append("\r\n");
            head.append("User-Agent: muster\r\n");
            head.append("Content-Type: application/json\r\n");
            head.append("Content-Length: ").append(body.length).append("\r\n");
            headers.forEach(
                    (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
            head.append("Connection: close\r\n\r\n");
            var out = line.socket().getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            InputStream in = line.socket().getInputStream();
            int status = status(in);
            return new Answer(status, BUSY.contains(status) ? asked(in) : Duration.ZERO);
        } catch (IOException e) {
            throw new Undelivered("%s failed: %s".formatted(to, Reach.reason(e)), e);
        }
    }

    /// The status of the final answer; 100 Continue and the like go before it.
    private static int status(InputStream in) throws IOException {
        for (int i = 0; i < INTERIM_MAX; i++) {
            String line = line(in);
            Matcher status = STATUS.matcher(line);
            if (!status.matches()) {
                throw new IOException("the answer is not HTTP");
            }
            int code = Integer.parseInt(status.group(1));
            if (code >= 200) {
                return code;
            }
            Map<String, String> _ = head(in);
        }
        throw new IOException("there is no end of interim answers");
    }

    /// What cannot be read asks for nothing: that it is busy is said already.
    private static Duration asked(InputStream in) {
        try {
            return RetryAfter.of(head(in));
        } catch (IOException _) {
            return Duration.ZERO;
        }
    }

    /// The fields of a head, by their names in small letters; of several of one name the first.
    private static Map<String, String> head(InputStream in) throws IOException {
        Map<String, String> fields = new HashMap<>();
        int read = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            read += line.length();
            if (read > HEAD_MAX) {
                throw new IOException("the head of the answer does not end");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() >= LINE_MAX) {
                throw new IOException(c < 0 ? "there was no answer" : "a line does not end");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
