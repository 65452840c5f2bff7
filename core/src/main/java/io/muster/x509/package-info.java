/// X.509 as the standards write it: certificates, requests, revocation lists and public keys,
/// decoded from DER in place. Decoding never decides whether something is good: what is odd is kept
/// as a fault beside the value, so that a bad certificate can still be put on the roll. Judging is
/// done by `io.muster.x509.path` (is this chain valid), `io.muster.x509.lint` (was this made well)
/// and `io.muster.x509.keys` (is this key weak).
@NullMarked
package io.muster.x509;

import org.jspecify.annotations.NullMarked;
