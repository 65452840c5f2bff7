package io.muster.discovery.files;

import io.muster.discovery.Content;
import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// For Jazzer: a file of any bytes, which may begin as an archive does, is looked at within limits
/// and never ends the run.
public class FuzzArchives {
    private static final Limits SMALL =
            new Limits(1 << 20, Duration.ofSeconds(5), 3, 100, 1 << 20, 50, 1 << 18);

    /// What Jazzer calls.
    public static void fuzzerTestOneInput(byte[] bytes) throws InterruptedException {
        new Unpacking(
                        "files",
                        SMALL,
                        (content, _, _) -> drain(content),
                        new Meter(),
                        InstantSource.system())
                .read(new Given(bytes), FuzzArchives::check);
    }

    private static void drain(Content content) {
        byte[] buffer = new byte[4096];
        try {
            long position = 0;
            for (int count = 0; count >= 0; position += count) {
                count = content.read(position, buffer, 0, buffer.length);
                if (position > 4 * SMALL.archiveBytes()) {
                    throw new AssertionError("content without an end");
                }
            }
        } catch (IOException e) {
            // An entry that is damaged further on: what reads it says so.
        }
    }

    private static void check(Observation observation) {
        if (observation instanceof Observation.Unreadable it
                && it.reason().contains("an error in Muster")) {
            throw new AssertionError(it.reason());
        }
    }

    private static final class Given implements Content {
        private final byte[] bytes;

        private Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Place place() {
            return new Place("file://h/fuzz");
        }

        @Override
        public String name() {
            return "fuzz";
        }

        @Override
        public Facts facts() {
            return Facts.NONE;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long position, byte[] target, int from, int length) {
            if (position >= bytes.length) {
                return -1;
            }
            int count = (int) Math.min(length, bytes.length - position);
            System.arraycopy(bytes, (int) position, target, from, count);
            return count;
        }
    }
}
