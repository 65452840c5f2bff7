package io.muster.discovery.content;

import io.muster.model.Malformed;

/// A kind of file that is recognised by how it begins.
interface BinaryFormat {

    /// @param head the first bytes: all of them, or at least 64 KB
    /// @param size of the whole content
    boolean claims(Text head, long size);

    /// Reads all of it.
    ///
    /// @throws Malformed when it is not what it looked like
    void read(Text content, Finds finds) throws Malformed;
}
