package io.muster.discovery;

import io.muster.model.Facts;
import io.muster.model.Place;
import java.io.IOException;

/// Bytes at a place, wherever they came from: a file, an archive's entry, a blob of a repository.
///
/// Read at random, so that something that holds gigabytes need not be in memory. Used by one thread
/// at a time.
public interface Content {
    Place place();

    /// The last part of its path, a hint only: content decides.
    String name();

    /// What is known of the container: `mode`, `owner`, `commit` … Every sighting made from this
    /// content carries them.
    Facts facts();

    /// How many bytes there are.
    long size();

    /// Copies up to `length` bytes that start at `position` into `target` from index `from` on.
    ///
    /// @return how many were copied, at least 1 before the end; -1 at the end
    int read(long position, byte[] target, int from, int length) throws IOException;
}
