/// OpenPGP key blocks (RFC 9580, RFC 4880): who, which algorithm, until when, and whether the
/// private half lies there openly.
///
/// Packets are read by our own small reader, so that a keyring of any size streams. Signatures are
/// not verified: what a key says about itself is what is listed.
@NullMarked
package io.muster.pgp;

import org.jspecify.annotations.NullMarked;
