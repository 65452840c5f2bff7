/// The key itself: a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7) made from the numbers that SSH,
/// OpenPGP, JOSE and age write in their own ways, so that one key has one [io.muster.model.KeyId]
/// whatever wraps it.
@NullMarked
package io.muster.spki;

import org.jspecify.annotations.NullMarked;
