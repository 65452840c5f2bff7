/// The RSA keys and the products of their moduli, as rows.
@NullMarked
package io.muster.store.primes;

import org.jspecify.annotations.NullMarked;
