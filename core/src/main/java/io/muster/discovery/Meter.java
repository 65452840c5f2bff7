package io.muster.discovery;

import java.util.concurrent.atomic.LongAdder;

/// What a run has been through so far. Safe for use by several threads; read while it grows.
public final class Meter {
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder endpoints = new LongAdder();
    private final LongAdder expected = new LongAdder();

    /// One more file, archive entry or blob of `size` bytes was looked at.
    public void file(long size) {
        files.increment();
        bytes.add(size);
    }

    /// One more endpoint was asked, whether it answered or not.
    public void endpoint() {
        endpoints.increment();
    }

    /// `more` things were added to what is to be looked at, for "done of how many".
    public void expect(long more) {
        expected.add(more);
    }

    public long files() {
        return files.sum();
    }

    public long bytes() {
        return bytes.sum();
    }

    public long endpoints() {
        return endpoints.sum();
    }

    /// 0 when nobody knows.
    public long expected() {
        return expected.sum();
    }
}
