package io.muster.discovery.exports;

import io.muster.discovery.Content;
import io.muster.model.Facts;
import io.muster.model.Place;

/// Something that lay inside an export: a value of a cluster's secret.
final class Part implements Content {
    private final Place place;
    private final String name;
    private final Facts facts;
    private final byte[] bytes;

    /// @param bytes given away by the caller
    Part(Place place, String name, Facts facts, byte[] bytes) {
        this.place = place;
        this.name = name;
        this.facts = facts;
        this.bytes = bytes;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Facts facts() {
        return facts;
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
