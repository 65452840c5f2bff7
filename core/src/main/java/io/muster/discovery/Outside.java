package io.muster.discovery;

import io.muster.egress.Egress;
import java.time.InstantSource;

/// The world as a source may touch it.
///
/// @param host this machine's name, as places carry it: `file://<host>/etc/…`
/// @param clock what time it is
/// @param content works out what bytes are
/// @param egress the only way to an address
/// @param meter counts what was looked at
public record Outside(
        String host, InstantSource clock, ContentReader content, Egress egress, Meter meter) {}
