/// Who may do what, in the authority: accounts, roles, sessions, tokens.
@NullMarked
package io.muster.store.access;

import org.jspecify.annotations.NullMarked;
