package io.muster.discovery.files;

import java.nio.file.Path;

/// What a thread of a walk does next.
sealed interface Step permits Folder, Listing, Step.Single {

    /// A file that was named, not met.
    record Single(Path path, Status status) implements Step {}
}
