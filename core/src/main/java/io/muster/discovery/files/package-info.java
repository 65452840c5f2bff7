/// Looks for credentials in files: walks trees in parallel, opens archives and hands every file's
/// content over.
///
/// Nothing is kept per file, nothing is followed out of a tree, and one bad file never stops the
/// rest.
@NullMarked
package io.muster.discovery.files;

import org.jspecify.annotations.NullMarked;
