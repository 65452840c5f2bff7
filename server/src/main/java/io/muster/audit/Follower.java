package io.muster.audit;

import java.util.List;

/// A place elsewhere that is told of every decision, such as a SIEM.
public interface Follower {

    /// As the configuration calls it.
    String name();

    /// Hands entries over, in their order: when this returns, the other side has taken all of them.
    /// Entries may come a second time, after something failed; their index tells.
    ///
    /// @throws Untaken when it has not, as far as anybody knows
    void take(List<Entry> entries) throws Untaken;

    /// It was not taken. The message says why, and has no secret in it.
    final class Untaken extends Exception {
        private static final long serialVersionUID = 1L;

        public Untaken(String reason, Throwable cause) {
            super(reason, cause);
        }

        /// Why, for the person who runs the server.
        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
