package io.muster.discovery.content;

import io.muster.discovery.Content;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Place;

/// Content that was decoded out of other content.
///
/// @param depth 1 when the outer content is none of this kind
record InnerContent(Bytes bytes, String name, Place place, Facts facts, int depth)
        implements Content {

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public int read(long position, byte[] target, int from, int length) {
        if (position >= bytes.size()) {
            return -1;
        }
        int start = (int) position;
        int count = Math.min(length, bytes.size() - start);
        System.arraycopy(bytes.slice(start, start + count).toArray(), 0, target, from, count);
        return count;
    }
}
