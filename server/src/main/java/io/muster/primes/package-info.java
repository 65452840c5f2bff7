/// Which RSA keys have a prime in common with another that is known: both are broken, whatever run
/// brought either of them.
@NullMarked
package io.muster.primes;

import org.jspecify.annotations.NullMarked;
