package io.muster.discovery.content;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which files Apache httpd uses for which virtual host: mod_ssl's directives inside and outside
/// `<VirtualHost>`.
final class ApacheFormat implements TextFormat {
    private static final Map<String, String> PURPOSES =
            Map.ofEntries(
                    entry("include", Reference.INCLUDE),
                    entry("includeoptional", Reference.INCLUDE),
                    entry("sslcertificatefile", "certificate"),
                    entry("sslcertificatekeyfile", "private-key"),
                    entry("sslcertificatechainfile", "chain"),
                    entry("sslcacertificatefile", "client-ca"),
                    entry("sslcacertificatepath", "client-ca"),
                    entry("sslproxymachinecertificatefile", "certificate"),
                    entry("sslproxycacertificatefile", "trust"),
                    entry("sslproxycacertificatepath", "trust"));

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.APACHE);
    }

    @Override
    public void read(Text text, Finds finds) {
        Reader reader = new Reader(finds);
        for (ConfigurationLines.Line line : ConfigurationLines.of(text)) {
            reader.line(line);
        }
        reader.end();
    }

    private static final class Reader {
        private final Finds finds;
        private final FilePlace place;
        private final Map<String, String> defined = new HashMap<>();
        private final List<String> serverNames = new ArrayList<>();
        private final List<String> listens = new ArrayList<>();
        private final List<Reference> references = new ArrayList<>();
        private String root;

        Reader(Finds finds) {
            this.finds = finds;
            this.place = FilePlace.of(finds.place());
            this.root = place.folderNamed("apache2", "httpd", "apache");
        }

        void line(ConfigurationLines.Line line) {
            String keyword = line.first().toLowerCase(Locale.ROOT);
            if (keyword.equals("</virtualhost>")) {
                end();
            } else if (line.words().size() >= 2) {
                directive(keyword, line.words().subList(1, line.words().size()), line.number());
            }
        }

        private void directive(String keyword, List<String> values, long number) {
            String value = substituted(values.getFirst());
            String purpose = PURPOSES.get(keyword);
            if (purpose != null) {
                references.add(new Reference(purpose, value, number));
                return;
            }
            switch (keyword) {
                case "<virtualhost" -> {
                    end();
                    values.forEach(it -> listens.add(it.replace(">", "")));
                }
                case "servername" -> serverNames.addFirst(value);
                case "serveralias" -> serverNames.addAll(values);
                case "define" -> defined.put(value, values.size() > 1 ? values.get(1) : "");
                case "serverroot" -> root = value.endsWith("/") ? value : value + "/";
                default -> {}
            }
        }

        private String substituted(String value) {
            String result = value;
            for (Map.Entry<String, String> each : defined.entrySet()) {
                result = result.replace("${" + each.getKey() + "}", each.getValue());
            }
            return result;
        }

        void end() {
            for (Reference reference : references) {
                place.resolve(reference.file(), root)
                        .ifPresent(it ->
                                finds.referenced(
                                        it, reference.facts("apache", serverNames, listens)));
            }
            references.clear();
            serverNames.clear();
            listens.clear();
        }
    }
}
