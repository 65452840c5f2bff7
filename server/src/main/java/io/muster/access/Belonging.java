package io.muster.access;

import java.util.List;

/// What a directory says of somebody who signs in elsewhere. It goes before what the provider said
/// when they signed in, because it is of now.
@FunctionalInterface
public interface Belonging {

    /// There is no directory.
    Belonging NONE = _ -> new Said.Nothing();

    /// What is said.
    sealed interface Said {

        /// The directory never heard of them.
        record Nothing() implements Said {}

        /// They may not come in: removed, or not active.
        record Left() implements Said {}

        /// They may, and belong to these groups and to what those belong to.
        record Here(List<String> groups) implements Said {
            public Here {
                groups = List.copyOf(groups);
            }
        }
    }

    /// @param name what the directory calls them ([Account#directoryName]); of an empty one it says
    ///   nothing
    Said of(String name);
}
