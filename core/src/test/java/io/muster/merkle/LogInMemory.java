package io.muster.merkle;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A log that remembers every complete subtree.
final class LogInMemory implements Subtrees {
    private final Map<String, TreeHash> hashes = new HashMap<>();
    private Frontier frontier = Frontier.EMPTY;

    static LogInMemory of(int size) {
        LogInMemory log = new LogInMemory();
        for (int i = 0; i < size; i++) {
            log.append(entry(i));
        }
        return log;
    }

    static Bytes entry(long index) {
        return Bytes.of(("entry " + index).getBytes(StandardCharsets.UTF_8));
    }

    void append(Bytes entry) {
        Frontier.Growth growth = frontier.append(TreeHash.ofEntry(entry));
        growth.completed().forEach(it -> hashes.put(it.level() + " " + it.index(), it.hash()));
        frontier = growth.frontier();
    }

    Frontier frontier() {
        return frontier;
    }

    @Override
    public TreeHash hash(int level, long index) {
        TreeHash hash = hashes.get(level + " " + index);
        if (hash == null) {
            throw new IllegalArgumentException("no subtree " + level + " " + index);
        }
        return hash;
    }
}
