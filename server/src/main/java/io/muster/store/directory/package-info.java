/// People and groups of the directory, in the authority.
@NullMarked
package io.muster.store.directory;

import org.jspecify.annotations.NullMarked;
