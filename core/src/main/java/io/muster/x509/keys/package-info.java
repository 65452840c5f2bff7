/// Is this public key weak? One key alone ([io.muster.x509.keys.WeakKey]): its size, its exponent,
/// the marks of known bad generators. Many keys together ([io.muster.x509.keys.SharedPrimes]):
/// prime factors that two of them have in common.
@NullMarked
package io.muster.x509.keys;

import org.jspecify.annotations.NullMarked;
