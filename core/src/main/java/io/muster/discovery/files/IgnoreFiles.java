package io.muster.discovery.files;

/// What `.gitignore` and `.ignore` files mean to a walk.
public enum IgnoreFiles {
    /// They are files like any other. The default: a key that git ignores is still a key.
    DISREGARDED,
    /// What they name is not looked at.
    RESPECTED
}
