package io.muster.discovery.content;

import io.muster.ssh.SshdConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which files an SSH server uses: host keys, host certificates, and the authorities it trusts for
/// users.
final class SshdFormat implements TextFormat {
    private static final Map<String, String> PURPOSES =
            Map.of(
                    "hostkey", "private-key",
                    "hostcertificate", "certificate",
                    "trustedusercakeys", "client-ca",
                    "revokedkeys", "revoked");

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.SSHD);
    }

    @Override
    public void read(Text text, Finds finds) {
        SshdConfig config = SshdConfig.read(new SshdConfig.File("", text.all()), _ -> List.of());
        FilePlace place = FilePlace.of(finds.place());
        List<String> ports =
                config.all("port").stream().map(it -> it.arguments().getFirst()).toList();
        for (Map.Entry<String, String> each : PURPOSES.entrySet()) {
            for (SshdConfig.Setting setting : config.all(each.getKey())) {
                Reference reference =
                        new Reference(
                                each.getValue(), setting.arguments().getFirst(), setting.line());
                // sshd takes absolute paths only, which also tells a configuration from a text
                // about one.
                if (reference.file().startsWith("/")) {
                    place.resolve(reference.file(), "/")
                            .ifPresent(it ->
                                    finds.referenced(
                                            it, reference.facts("sshd", List.of(), ports)));
                }
            }
        }
    }
}
