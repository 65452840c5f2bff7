package io.muster.discovery.files;

import java.io.IOException;
import java.io.InputStream;

/// Is told what an archive holds, entry by entry, in the archive's order.
interface EntryVisitor {

    /// An entry that stands in the archive's content as it is.
    void stored(byte[] name, long start, long size) throws IOException, InterruptedException;

    /// An entry that can be read once, now.
    void streamed(byte[] name, InputStream bytes) throws IOException, InterruptedException;

    /// An entry that cannot be read.
    void refused(byte[] name, String reason) throws IOException;
}
