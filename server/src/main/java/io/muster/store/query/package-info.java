/// Queries of people as conditions in SQL, and what a viewer may see.
@NullMarked
package io.muster.store.query;

import org.jspecify.annotations.NullMarked;
