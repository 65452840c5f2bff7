/// Keys of the file encryption tool age (C2SP age): identities, recipients, and files that it has
/// encrypted.
@NullMarked
package io.muster.age;

import org.jspecify.annotations.NullMarked;
