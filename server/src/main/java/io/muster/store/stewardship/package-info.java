/// Teams and people, what people say of things, and things that nobody owns.
@NullMarked
package io.muster.store.stewardship;

import org.jspecify.annotations.NullMarked;
