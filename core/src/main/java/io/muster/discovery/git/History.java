package io.muster.discovery.git;

import io.muster.discovery.files.Escaped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Where each file of a repository's history appeared first.
///
/// Commits are looked at oldest first, parents always before children; a tree that was seen before
/// is not looked into again, because everything in it has been recorded. So each tree of the
/// history is read once.
final class History {
    private static final int TREE_DEPTH_MAX = 1000;
    private static final int PATH_LENGTH_MAX = 4096;
    private static final int TAGS_MAX = 10;
    private static final int FOLDER_MODE = 040000;
    private static final int TYPE_MASK = 0170000;
    private static final int REGULAR_TYPE = 0100000;

    private final ObjectStore store;
    private final ObjectReader reader;
    private final Wanted wanted;
    private final Problems problems;
    private final Map<Integer, Node> commits = new HashMap<>();
    private final List<Appearance> appearances = new ArrayList<>();
    private final Map<String, String> paths = new HashMap<>();

    History(ObjectStore store, ObjectReader reader, Wanted wanted, Problems problems) {
        this.store = store;
        this.reader = reader;
        this.wanted = wanted;
        this.problems = problems;
    }

    /// Is told of what a repository lacks.
    interface Problems {
        void missing();

        /// @param number of the object
        void damaged(int number, IOException e);
    }

    /// A file's content, the commit that brought it and the path it had there.
    ///
    /// @param blob its number
    /// @param commit its number
    record Appearance(int blob, int commit, String path) {}

    /// A commit on the way.
    private static final class Node {
        private final int number;
        private final String tree;
        private final long seconds;
        private final List<Node> children = new ArrayList<>(1);
        private int waitingFor;

        Node(int number, Commit commit) {
            this.number = number;
            this.tree = commit.tree();
            this.seconds = commit.committed().date().getEpochSecond();
        }
    }

    /// Everything that the refs reach, by first appearance.
    List<Appearance> appearances(References references) throws InterruptedException {
        Deque<Integer> starts = new ArrayDeque<>();
        references.ids().values().forEach(it -> start(it, starts));
        references.head().ifPresent(it -> start(it, starts));
        load(starts);
        visitOldestFirst();
        return appearances;
    }

    /// What HEAD's tree holds, by number.
    BitSet inHead(References references) throws InterruptedException {
        MetIds met = new MetIds(store);
        BitSet inHead = new BitSet();
        if (references.head().isPresent()) {
            int commit = store.find(references.head().get());
            Node node = commits.get(commit);
            if (node != null) {
                walk(node.tree, met, (blob, _) -> inHead.set(blob));
            }
        }
        return inHead;
    }

    private void start(String id, Deque<Integer> starts) {
        int number = store.find(id);
        try {
            for (int i = 0; i < TAGS_MAX && number >= 0; i++) {
                GitObject object = reader.read(number);
                if (object.type() != GitObject.Type.TAG) {
                    if (object.type() == GitObject.Type.COMMIT) {
                        starts.add(number);
                    }
                    return;
                }
                number = store.find(taggedId(object.content()));
            }
            problems.missing();
        } catch (IOException e) {
            problems.damaged(number, e);
        }
    }

    /// `object <id>` is the first line of a tag.
    private static String taggedId(byte[] tag) {
        String text = new String(tag, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return end > 7 && text.startsWith("object ") ? text.substring(7, end) : "";
    }

    private void load(Deque<Integer> starts) throws InterruptedException {
        Map<Integer, List<Integer>> parents = new HashMap<>();
        Deque<Integer> waiting = starts;
        while (!waiting.isEmpty()) {
            checkInterrupted();
            int number = waiting.pop();
            if (parents.containsKey(number)) {
                continue;
            }
            parents.put(number, List.of());
            try {
                Commit commit = Commit.parse(reader.read(number).content(GitObject.Type.COMMIT));
                commits.put(number, new Node(number, commit));
                List<Integer> known = new ArrayList<>();
                for (String id : commit.parents()) {
                    // A parent that is missing is where a shallow clone ends.
                    int parent = store.find(id);
                    if (parent >= 0) {
                        known.add(parent);
                        waiting.push(parent);
                    }
                }
                parents.put(number, known);
            } catch (IOException e) {
                problems.damaged(number, e);
            }
        }
        parents.forEach(this::link);
    }

    private void link(int number, List<Integer> parents) {
        Node child = commits.get(number);
        if (child == null) {
            return;
        }
        for (int parent : parents) {
            Node node = commits.get(parent);
            if (node != null) {
                node.children.add(child);
                child.waitingFor++;
            }
        }
    }

    private void visitOldestFirst() throws InterruptedException {
        MetIds met = new MetIds(store);
        PriorityQueue<Node> ready =
                new PriorityQueue<>((a, b) ->
                        a.seconds != b.seconds
                                ? Long.compare(a.seconds, b.seconds)
                                : Integer.compare(a.number, b.number));
        commits.values().stream().filter(it -> it.waitingFor == 0).forEach(ready::add);
        while (!ready.isEmpty()) {
            checkInterrupted();
            Node commit = ready.poll();
            walk(
                    commit.tree,
                    met,
                    (blob, path) ->
                            appearances.add(
                                    new Appearance(
                                            blob,
                                            commit.number,
                                            paths.computeIfAbsent(path, it -> it))));
            for (Node child : commit.children) {
                if (--child.waitingFor == 0) {
                    ready.add(child);
                }
            }
        }
    }

    private static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while reading history");
        }
    }

    /// Is told of a file's content that was not met before.
    @FunctionalInterface
    private interface Found {
        void accept(int blob, String path);
    }

    private record Tree(int number, String prefix, int depth) {}

    private void walk(String root, MetIds met, Found found) {
        Deque<Tree> waiting = new ArrayDeque<>();
        int number = store.find(root);
        if (number < 0) {
            problems.missing();
            return;
        }
        byte[] id = store.id(number);
        if (met.find(id, 0) < 0) {
            met.add(number, id, 0);
            waiting.push(new Tree(number, "", 0));
        }
        while (!waiting.isEmpty()) {
            Tree tree = waiting.pop();
            try {
                byte[] entries = reader.read(tree.number).content(GitObject.Type.TREE);
                list(entries, tree, waiting, met, found);
            } catch (IOException e) {
                problems.damaged(tree.number, e);
            }
        }
    }

    /// Entries are `mode name`, a zero byte and an id.
    private void list(byte[] entries, Tree tree, Deque<Tree> waiting, MetIds met, Found found)
            throws Damaged {
        int at = 0;
        while (at < entries.length) {
            int mode = 0;
            while (at < entries.length && entries[at] != ' ') {
                mode = mode << 3 | (entries[at++] & 7);
            }
            int nameAt = at + 1;
            int end = nameAt;
            while (end < entries.length && entries[end] != 0) {
                end++;
            }
            int idAt = end + 1;
            at = idAt + store.hashBytes();
            if (at > entries.length) {
                throw new Damaged("a tree ends early");
            }
            boolean folder = mode == FOLDER_MODE;
            // Links are not followed, and what a submodule holds is in another repository.
            if (!folder && (mode & TYPE_MASK) != REGULAR_TYPE) {
                continue;
            }
            if (met.find(entries, idAt) >= 0) {
                continue;
            }
            int number = store.find(entries, idAt);
            if (number < 0) {
                problems.missing();
                continue;
            }
            String path = tree.prefix + Escaped.of(Arrays.copyOfRange(entries, nameAt, end));
            if (wanted.wants(path, folder)) {
                met.add(number, entries, idAt);
                if (!folder) {
                    found.accept(number, path);
                } else if (tree.depth < TREE_DEPTH_MAX && path.length() < PATH_LENGTH_MAX) {
                    waiting.push(new Tree(number, path + "/", tree.depth + 1));
                } else {
                    throw new Damaged("its folders are nested too deep");
                }
            }
        }
    }
}
