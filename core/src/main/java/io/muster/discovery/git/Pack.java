package io.muster.discovery.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// An open pack with its index.
///
/// @param end where objects end; a checksum follows
record Pack(Path path, FileChannel channel, PackIndex index, long end) implements AutoCloseable {

    static Pack open(Path path, Path indexPath, int hashBytes) throws IOException {
        PackIndex index = PackIndex.read(indexPath, hashBytes);
        FileChannel channel =
                FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        return new Pack(path, channel, index, channel.size());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
