package io.muster.discovery.files;

import io.muster.discovery.Content;
import io.muster.discovery.ContentReader;
import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Has content read: a file as it is, an archive as what is in it. Safe for use by several threads.
///
/// @param source the name that sightings carry
public record Unpacking(
        String source, Limits limits, ContentReader reader, Meter meter, InstantSource clock) {

    public static Unpacking of(String source, Limits limits, Outside outside) {
        return new Unpacking(source, limits, outside.content(), outside.meter(), outside.clock());
    }

    /// Hands over everything found in `content` and, when it is an archive, in what is packed in
    /// it. Never throws for what it holds.
    public void read(Content content, Consumer<Observation> out) throws InterruptedException {
        new Unpacked(this, content, out).read();
    }

    Deadline deadline() {
        return Deadline.after(limits.fileTime(), clock);
    }
}
