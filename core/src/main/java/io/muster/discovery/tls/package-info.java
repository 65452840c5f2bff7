/// Certificates and posture of TLS servers, read from handshakes that stop as soon as the answer is
/// known.
///
/// No TLS library stands behind it: a library hides what a server does wrong, refuses weak peers
/// and cannot offer what it does not implement. [io.muster.discovery.tls.TlsEndpoints] is the
/// source; [io.muster.discovery.tls.Inspection] decides which hellos to send,
/// [io.muster.discovery.tls.Probe] sends one and reads what comes back.
@NullMarked
package io.muster.discovery.tls;

import org.jspecify.annotations.NullMarked;
