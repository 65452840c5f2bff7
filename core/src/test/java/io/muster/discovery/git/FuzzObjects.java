package io.muster.discovery.git;

import java.util.Arrays;

/// For Jazzer: a commit, and a delta with the object it is made for, from a repository of anybody.
public class FuzzObjects {
    private static final int BYTES_MAX = 1 << 16;

    /// What Jazzer calls: the first byte says how much of the rest is the object of the delta.
    public static void fuzzerTestOneInput(byte[] content) {
        try {
            Commit.parse(content);
        } catch (Damaged refused) {
            requireReason(refused);
        }
        if (content.length == 0) {
            return;
        }
        int base = Math.min(content[0] & 0xff, content.length - 1);
        try {
            byte[] made =
                    Delta.apply(
                            Arrays.copyOfRange(content, 1, 1 + base),
                            Arrays.copyOfRange(content, 1 + base, content.length),
                            BYTES_MAX);
            if (made.length > BYTES_MAX) {
                throw new AssertionError("larger than was allowed");
            }
        } catch (Damaged refused) {
            requireReason(refused);
        }
    }

    private static void requireReason(Damaged refused) {
        if (refused.getMessage() == null || refused.getMessage().isBlank()) {
            throw new AssertionError("refused without a reason");
        }
    }
}
