package io.muster.model;

/// What somebody gave us cannot be read as what it claims to be.
///
/// Checked, because bad input is normal here: whoever parses must decide what the rest of the run
/// does. The message is for the person who owns the input and never quotes its content.
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    public Malformed(String reason) {
        super(reason);
    }

    public Malformed(String reason, Throwable cause) {
        super(reason, cause);
    }

    /// What is wrong, in words for a person.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
