package io.muster.wire;

import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.ssh.SshPublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Prints what a scanner would report: SSH keys, one sighting each, of a thousand services.
public final class Reported {
    private Reported() {}

    /// @param arguments the number of the first, and how many
    public static void main(String[] arguments) throws Malformed {
        long first = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        StringBuilder text = new StringBuilder();
        for (long i = first; i < first + count; i++) {
            text.append(new Line.OfEntry(entry(i)).text()).append('\n');
            if (text.length() > 1 << 20) {
                System.out.print(text);
                text.setLength(0);
            }
        }
        System.out.print(text);
        System.out.flush();
    }

    private static Entry entry(long number) throws Malformed {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        byte[] name = ("key " + number).getBytes(StandardCharsets.US_ASCII);
        byte[] blob =
                ByteBuffer.allocate(4 + type.length + 4 + 32)
                        .putInt(type.length)
                        .put(type)
                        .putInt(32)
                        .put(Bytes.of(name).sha256().toArray())
                        .array();
        Credential key = SshPublicKey.parse(Bytes.of(blob)).credential();
        String service = "service-" + number % 1000 + ".bench.example";
        Place place = new Place("file://web-%d/srv/%d.pub".formatted(number % 500, number));
        return new Entry(
                key,
                false,
                List.of(
                        new Identity(
                                new Anchor(Anchor.Kind.SERVICE, "", service),
                                "bench",
                                List.of("bench"))),
                List.of(
                        new Sighting(key.id(), place, Role.STORED, "bench", Instant.now(), Facts.NONE)),
                Facts.NONE);
    }
}
