package io.muster.discovery;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// What a run has been through so far. Safe for use by several threads; read while it grows.
public final class Meter {
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder endpoints = new LongAdder();
    private final LongAdder allowed = new LongAdder();
    private final LongAdder expected = new LongAdder();
    private final Optional<Meter> parent;

    public Meter() {
        this(Optional.empty());
    }

    private Meter(Optional<Meter> parent) {
        this.parent = parent;
    }

    /// A meter of a part: what it counts, this one counts too.
    public Meter child() {
        return new Meter(Optional.of(this));
    }

    /// One more file, archive entry or blob of `size` bytes was looked at.
    public void file(long size) {
        files.increment();
        bytes.add(size);
        parent.ifPresent(it -> it.file(size));
    }

    /// One more endpoint was asked, whether it answered or not.
    public void endpoint() {
        endpoints.increment();
        parent.ifPresent(Meter::endpoint);
    }

    /// One more sighting was left out, because a person has said that it may be there.
    public void allow() {
        allowed.increment();
        parent.ifPresent(Meter::allow);
    }

    /// `more` things were added to what is to be looked at, for "done of how many".
    public void expect(long more) {
        expected.add(more);
        parent.ifPresent(it -> it.expect(more));
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

    public long allowed() {
        return allowed.sum();
    }

    /// 0 when nobody knows.
    public long expected() {
        return expected.sum();
    }
}
