/// Whose a thing probably is, and how that is known: clues from where things lie and what is
/// written at them, weighed against each other.
@NullMarked
package io.muster.ownership;

import org.jspecify.annotations.NullMarked;
