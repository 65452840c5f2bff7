/// Finds secrets (tokens, keys, passwords) in bytes, says how sure it is and why, and never shows
/// one.
///
/// One pass over the bytes looks for the leads of all detectors at once ([LeadIndex]), and for
/// words that others want to know of. Only at a lead does a detector look closer, with matchers
/// that never go back ([Shape]). Then the value is judged: an offline check where the format has
/// one, else whether it could be a secret at all. The engine takes bytes and hands out hits; it
/// knows no files, no model and no clock.
@NullMarked
package io.muster.secret;

import org.jspecify.annotations.NullMarked;
