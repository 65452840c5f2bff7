package io.muster.discovery.files;

import io.muster.discovery.Content;
import io.muster.discovery.ContentRecorder;
import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.time.Duration;
import java.time.InstantSource;

/// For Jazzer: a file of any bytes, which may begin as an archive does, is looked at within limits
/// and never ends the run.
public class FuzzArchives {
    private static final Limits SMALL =
            new Limits(1 << 20, Duration.ofSeconds(5), 3, 100, 1 << 20, 50, 1 << 18);

    /// What Jazzer calls.
    public static void fuzzerTestOneInput(byte[] bytes) throws InterruptedException {
        new Unpacking("files", SMALL, new ContentRecorder(), new Meter(), InstantSource.system())
                .read(new Given(bytes), FuzzArchives::check);
    }

    private static void check(Observation observation) {
        if (observation instanceof Observation.Unreadable it && it.reason().contains("Exception")) {
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
