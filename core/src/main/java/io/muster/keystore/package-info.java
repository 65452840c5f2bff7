/// Files that hold private keys: what is inside, and the public half of each key.
///
/// A private key's bytes never leave this package: what comes out is the SubjectPublicKeyInfo that
/// belongs to it. What stays locked is said to be locked. Nothing here trusts a length, a count or
/// a cost that the file claims.
@NullMarked
package io.muster.keystore;

import org.jspecify.annotations.NullMarked;
