/// An append-only log that anybody can check: the Merkle tree of RFC 6962, cut into the tiles of
/// C2SP tlog-tiles, its head said and signed as C2SP tlog-checkpoint and signed-note write it.
///
/// Pure: where entries and hashes are kept is not known here.
@NullMarked
package io.muster.merkle;

import org.jspecify.annotations.NullMarked;
