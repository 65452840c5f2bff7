/// Who there is and who belongs to what, as the directory says it: people, groups, and who has
/// left.
@NullMarked
package io.muster.directory;

import org.jspecify.annotations.NullMarked;
