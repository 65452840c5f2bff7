package io.muster.directory;

import java.io.IOException;

/// A directory that is read, all of it, again and again.
public interface Outside {

    /// Where it is, for people.
    String address();

    /// Reads it.
    ///
    /// @throws IOException when any of it cannot be read, saying what to do
    Snapshot read() throws IOException;
}
