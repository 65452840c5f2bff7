/// What the server does, told to a receiver of OpenTelemetry: spans of requests, jobs and units of
/// intake, and the figures that `/metrics` has, by OTLP over HTTP in its JSON encoding. Nothing of
/// it is there unless the configuration names a receiver, and nothing waits for that receiver.
@NullMarked
package io.muster.telemetry;

import org.jspecify.annotations.NullMarked;
