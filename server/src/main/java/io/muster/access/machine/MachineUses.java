package io.muster.access.machine;

import java.time.Instant;
import java.util.List;

/// Where it is kept which machines came in, and which tokens were used up.
public interface MachineUses {

    /// A machine that came in.
    ///
    /// @param subject the name in its certificate, or of its token
    /// @param last to a minute
    record Use(String rule, String subject, Way way, Instant first, Instant last) {}

    /// By what it came.
    enum Way {
        CERTIFICATE,
        TOKEN
    }

    /// Notes that one came in.
    void note(String rule, String subject, Way way, Instant at);

    /// Those that came in, the last first, at most 1,000.
    List<Use> all();

    /// Uses a token up.
    ///
    /// @param until when it is over anyway
    /// @return whether it was not used before
    boolean spend(String token, Instant until);

    /// Forgets machines that were not there since `unused`, and tokens that were over at `now`.
    void sweep(Instant unused, Instant now);
}
