/// The language in which people ask for rows of the roll: read from text, checked, completed. Pure:
/// how a database answers is not known here.
@NullMarked
package io.muster.inventory.query;

import org.jspecify.annotations.NullMarked;
