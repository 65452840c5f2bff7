package io.muster.discovery.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which files a PostgreSQL server uses: `ssl_cert_file` and its kin in postgresql.conf.
final class PostgresqlFormat implements TextFormat {
    private static final Map<String, String> PURPOSES =
            Map.of(
                    "ssl_cert_file",
                    "certificate",
                    "ssl_key_file",
                    "private-key",
                    "ssl_ca_file",
                    "client-ca");

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.POSTGRESQL);
    }

    @Override
    public void read(Text text, Finds finds) {
        FilePlace place = FilePlace.of(finds.place());
        List<Reference> references = new ArrayList<>();
        String data = place.folder();
        String port = "5432";
        List<String> addresses = List.of("localhost");
        for (ConfigurationLines.Line line : ConfigurationLines.of(text)) {
            // `name = value`, `name value` and `name=value` are the same.
            List<String> words = List.of(String.join(" ", line.words()).split("[\\s=]+", 2));
            if (words.size() < 2 || words.get(1).isBlank()) {
                continue;
            }
            String name = words.getFirst().toLowerCase(Locale.ROOT);
            String value = words.get(1).strip();
            String purpose = PURPOSES.get(name);
            if (purpose != null) {
                references.add(new Reference(purpose, value, line.number()));
            }
            switch (name) {
                case "data_directory" -> data = value + "/";
                case "port" -> port = value;
                case "listen_addresses" -> addresses = List.of(value.split("\\s*,\\s*", -1));
                default -> {}
            }
        }
        for (Reference reference : references) {
            String at = port;
            List<String> listens = addresses.stream().map(it -> it + ":" + at).toList();
            place.resolve(reference.file(), data)
                    .ifPresent(it ->
                            finds.referenced(
                                    it, reference.facts("postgresql", List.of(), listens)));
        }
    }
}
