package io.muster.discovery.git;

import io.muster.discovery.Content;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.util.function.Supplier;

/// A file of some commit.
///
/// @param details made only when somebody asks: almost no file holds a credential
// The array is ours alone and never changed.
@SuppressWarnings("ArrayRecordComponent")
record BlobContent(Supplier<Place> where, String path, byte[] content, Supplier<Facts> details)
        implements Content {

    @Override
    public Place place() {
        return where.get();
    }

    @Override
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public Facts facts() {
        return details.get();
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public int read(long position, byte[] target, int from, int length) {
        if (position >= content.length) {
            return -1;
        }
        int count = (int) Math.min(length, content.length - position);
        System.arraycopy(content, (int) position, target, from, count);
        return count;
    }
}
