package io.muster.discovery;

import java.util.function.Consumer;

/// Something that finds credentials. An implementation is a record whose components are its
/// settings.
public interface Source {

    /// The kind's name, as sightings and documents carry it: `files`, `tls`.
    String name();

    /// Looks once at everything it was pointed at and hands over each thing as it is seen.
    ///
    /// Blocks; may use many threads of its own and calls `out` from any of them; stops soon after
    /// an interrupt, with none of its threads left running. What cannot be read is handed over as
    /// [Observation.Unreadable], never thrown: one bad file or host must not hide the rest.
    ///
    /// @param out safe for use by several threads
    void observe(Outside outside, Consumer<Observation> out) throws InterruptedException;
}
