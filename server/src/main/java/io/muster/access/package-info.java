/// Who may do what: sign-in by one-time link, sessions, tokens, and what each may do.
@NullMarked
package io.muster.access;

import org.jspecify.annotations.NullMarked;
