package io.muster.discovery.files;

import java.nio.file.Path;

/// A folder that is to be listed.
///
/// @param key what the file system knew it by when it was met, so that something else put in its
///   place meanwhile is noticed
/// @param device the file system it is on
/// @param ignored what the ignore files above it say
record Folder(Path path, Object key, long device, IgnoreRules ignored) implements Step {}
