package io.muster.discovery.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which files nginx uses for which server: `server` blocks with `server_name`, `listen` and the
/// directives of the SSL modules.
///
/// Read as nginx reads it: words, quotes, `{`, `}`, `;`. What stands in `http` holds for all
/// servers that do not say otherwise. A file that is included into a server names no server;
/// [ServiceSettings] joins the two.
final class NginxFormat implements TextFormat {
    private static final Map<String, String> PURPOSES =
            Map.ofEntries(
                    Map.entry("include", Reference.INCLUDE),
                    Map.entry("ssl_certificate", "certificate"),
                    Map.entry("ssl_certificate_key", "private-key"),
                    Map.entry("ssl_trusted_certificate", "chain"),
                    Map.entry("ssl_client_certificate", "client-ca"),
                    Map.entry("proxy_ssl_certificate", "certificate"),
                    Map.entry("proxy_ssl_certificate_key", "private-key"),
                    Map.entry("proxy_ssl_trusted_certificate", "trust"),
                    Map.entry("grpc_ssl_certificate", "certificate"),
                    Map.entry("grpc_ssl_certificate_key", "private-key"),
                    Map.entry("grpc_ssl_trusted_certificate", "trust"),
                    Map.entry("uwsgi_ssl_certificate", "certificate"),
                    Map.entry("uwsgi_ssl_certificate_key", "private-key"),
                    Map.entry("uwsgi_ssl_trusted_certificate", "trust"));

    private static final int DEPTH_MAX = 64;
    private static final int WORDS_MAX = 4_096;

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.NGINX);
    }

    @Override
    public void read(Text text, Finds finds) {
        new Reader(text, finds).read();
    }

    private static final class Block {
        private final String name;
        private final List<String> serverNames = new ArrayList<>();
        private final List<String> listens = new ArrayList<>();
        private final List<Reference> references = new ArrayList<>();

        Block(String name) {
            this.name = name;
        }
    }

    private static final class Reader {
        private final Text text;
        private final Finds finds;
        private final FilePlace place;
        private final Deque<Block> blocks = new ArrayDeque<>();
        private final List<String> words = new ArrayList<>();
        private int position;
        private long line;

        Reader(Text text, Finds finds) {
            this.text = text;
            this.finds = finds;
            this.place = FilePlace.of(finds.place());
            this.line = text.line();
            blocks.push(new Block(""));
        }

        void read() {
            while (position < text.length()) {
                char c = (char) (text.bytes()[position] & 0xff);
                switch (c) {
                    case '#' -> skipLine();
                    case ';' -> directive();
                    case '{' -> open();
                    case '}' -> close();
                    case '"', '\'' -> quoted(c);
                    case '\n' -> {
                        line++;
                        position++;
                    }
                    case ' ', '\t', '\r' -> position++;
                    default -> word();
                }
            }
            while (!blocks.isEmpty()) {
                emit(blocks.pop());
            }
        }

        private void skipLine() {
            while (position < text.length() && text.bytes()[position] != '\n') {
                position++;
            }
        }

        private void word() {
            int from = position;
            while (position < text.length() && " \t\r\n;{}".indexOf(text.bytes()[position]) < 0) {
                boolean variable =
                        text.bytes()[position] == '$'
                                && position + 1 < text.length()
                                && text.bytes()[position + 1] == '{';
                position += variable ? 2 : 1;
                if (variable) {
                    while (position < text.length()
                            && " \t\r\n}".indexOf(text.bytes()[position]) < 0) {
                        position++;
                    }
                    if (position < text.length() && text.bytes()[position] == '}') {
                        position++;
                    }
                }
            }
            add(text.latin1(from, position));
        }

        private void quoted(char quote) {
            int from = ++position;
            while (position < text.length() && text.bytes()[position] != quote) {
                if (text.bytes()[position] == '\n') {
                    line++;
                }
                position += text.bytes()[position] == '\\' ? 2 : 1;
            }
            add(text.latin1(from, Math.min(position, text.length())));
            position++;
        }

        private void add(String word) {
            if (words.size() < WORDS_MAX) {
                words.add(word);
            }
        }

        private void open() {
            position++;
            if (blocks.size() < DEPTH_MAX) {
                blocks.push(new Block(words.isEmpty() ? "" : words.getFirst()));
            }
            words.clear();
        }

        private void close() {
            position++;
            words.clear();
            if (blocks.size() > 1) {
                emit(blocks.pop());
            }
        }

        private void directive() {
            position++;
            if (words.size() >= 2) {
                // What stands in a location belongs to its server.
                Block server =
                        blocks.stream()
                                .filter(it -> it.name.equals("server"))
                                .findFirst()
                                .orElse(blocks.peek());
                String value = words.get(1);
                String purpose = PURPOSES.get(words.getFirst());
                if (purpose != null) {
                    server.references.add(new Reference(purpose, value, line));
                } else if (words.getFirst().equals("server_name")) {
                    server.serverNames.addAll(words.subList(1, words.size()));
                } else if (words.getFirst().equals("listen")) {
                    server.listens.add(value);
                }
            }
            words.clear();
        }

        private void emit(Block block) {
            String base = place.folderNamed("nginx", "conf");
            for (Reference reference : block.references) {
                place.resolve(reference.file(), base)
                        .ifPresent(it ->
                                finds.referenced(
                                        it,
                                        reference.facts(
                                                "nginx", block.serverNames, block.listens)));
            }
        }
    }
}
