/// What every handshake that is not finished needs, whatever its protocol: a connection with an
/// end, a turn to talk, and keys to throw away.
@NullMarked
package io.muster.discovery.handshake;

import org.jspecify.annotations.NullMarked;
