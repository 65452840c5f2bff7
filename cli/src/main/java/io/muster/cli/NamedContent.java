package io.muster.cli;

import io.muster.discovery.Content;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file that an option names, as content.
record NamedContent(Place place, String name, long size, FileChannel channel)
        implements Content, Closeable {

    static NamedContent open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        Place place = new Place("file://").inside(file.toAbsolutePath().toString());
        return new NamedContent(place, String.valueOf(file.getFileName()), channel.size(), channel);
    }

    @Override
    public Facts facts() {
        return Facts.NONE;
    }

    @Override
    public int read(long position, byte[] target, int from, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(target, from, length), position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
