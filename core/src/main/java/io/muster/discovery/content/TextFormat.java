package io.muster.discovery.content;

import java.util.Set;

/// Something that may stand anywhere in text.
interface TextFormat {

    /// The words of which at least one must be there.
    Set<Trigger> triggers();

    /// Hands over what is found; never throws for what the text holds.
    void read(Text text, Finds finds);

    /// Whether it can be read in windows. What needs the whole (JSON, YAML, a configuration) is not
    /// looked for in content larger than [Recogniser#WINDOW].
    default boolean readsWindows() {
        return false;
    }
}
