package io.muster.discovery.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.List;

/// For Jazzer: whatever a server offers first (RFC 4253, 7.1) is read, and can be answered, or is
/// refused with a reason.
public class FuzzProposal {

    /// What Jazzer calls.
    public static void fuzzerTestOneInput(byte[] payload) {
        try {
            Proposal proposal = Proposal.parse(Bytes.of(payload));
            proposal.terrapin();
            proposal.answer("curve25519-sha256", List.of("ssh-ed25519"), new byte[16]);
        } catch (Malformed refused) {
            if (refused.reason().isBlank()) {
                throw new AssertionError("refused without a reason");
            }
        }
    }
}
