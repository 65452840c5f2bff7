package io.muster.discovery.content;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which files HAProxy uses for which listener: `bind` and `server` lines with their `crt`,
/// `crt-list` and `ca-file`.
final class HaproxyFormat implements TextFormat {
    private static final Map<String, String> PURPOSES =
            Map.of(
                    "crt", "certificate",
                    "crt-list", Reference.CERTIFICATE_LIST,
                    "ca-file", "client-ca",
                    "ca-verify-file", "client-ca");

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.HAPROXY);
    }

    @Override
    public void read(Text text, Finds finds) {
        FilePlace place = FilePlace.of(finds.place());
        String certificateBase = place.folder();
        String authorityBase = place.folder();
        String section = "";
        for (ConfigurationLines.Line line : ConfigurationLines.of(text)) {
            List<String> words = line.words();
            String value = words.size() > 1 ? words.get(1) : "";
            switch (line.first()) {
                case "crt-base" -> certificateBase = value + "/";
                case "ca-base" -> authorityBase = value + "/";
                case "frontend", "listen", "backend" -> section = value;
                case "bind" ->
                        files(line, section, List.of(value), certificateBase, authorityBase, finds);
                case "server", "default-server" ->
                        files(line, section, List.of(), certificateBase, authorityBase, finds);
                default -> {}
            }
        }
    }

    private static void files(
            ConfigurationLines.Line line,
            String section,
            List<String> listens,
            String certificateBase,
            String authorityBase,
            Finds finds) {
        FilePlace place = FilePlace.of(finds.place());
        for (int i = 1; i + 1 < line.words().size(); i++) {
            String purpose = PURPOSES.get(line.words().get(i));
            if (purpose == null || line.words().get(i + 1).startsWith("@")) {
                continue;
            }
            boolean authority = purpose.equals("client-ca");
            String used = authority && listens.isEmpty() ? "trust" : purpose;
            Reference reference = new Reference(used, line.words().get(i + 1), line.number());
            place.resolve(reference.file(), authority ? authorityBase : certificateBase)
                    .ifPresent(it ->
                            finds.referenced(
                                    it,
                                    reference
                                            .facts("haproxy", List.of(), listens)
                                            .with("section", section)
                                            .with("base", certificateBase)));
        }
    }
}
