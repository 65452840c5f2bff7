package io.muster.evidence;

import io.muster.model.Facts;
import java.util.ArrayList;
import java.util.List;

/// Who could read a file, from what its place tells of it (POSIX mode, owner and group). Access
/// lists, and who could become one of these, are not known.
public final class Readers {
    private static final int OWNER = 0400;
    private static final int GROUP = 040;
    private static final int OTHERS = 04;

    private Readers() {}

    /// None when the mode was not told.
    ///
    /// @param facts of the sighting: `mode` as `0640`, `owner`, `group`
    public static List<String> of(Facts facts) {
        String mode = facts.text("mode").orElse("");
        if (!mode.matches("[0-7]{3,5}")) {
            return List.of();
        }
        int bits = Integer.parseInt(mode, 8);
        List<String> readers = new ArrayList<>();
        if ((bits & OWNER) != 0) {
            readers.add("user " + word(facts, "owner"));
        }
        if ((bits & GROUP) != 0) {
            readers.add("group " + word(facts, "group"));
        }
        if ((bits & OTHERS) != 0) {
            readers.add("everybody on that machine");
        }
        return readers;
    }

    private static String word(Facts facts, String name) {
        return facts.text(name)
                .or(() -> facts.number(name).map(String::valueOf))
                .orElse("not known");
    }
}
