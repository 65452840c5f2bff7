package io.muster.discovery.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The steps that a walk has still to do, shared by its threads.
///
/// Last in, first out, so that a walk goes deep before it goes wide: what waits here is bounded by
/// the depth of the tree, not by its width.
final class Steps {
    private final Deque<Step> waiting = new ArrayDeque<>();
    private int unfinished;

    synchronized void add(Step step) {
        waiting.push(step);
        unfinished++;
        notify();
    }

    /// The next step, or empty when all are done. Whoever took a step says [#done] after it added
    /// what follows from it.
    synchronized Optional<Step> take() throws InterruptedException {
        while (waiting.isEmpty() && unfinished > 0) {
            wait();
        }
        return Optional.ofNullable(waiting.poll());
    }

    synchronized void done() {
        if (--unfinished == 0) {
            notifyAll();
        }
    }

    /// What was not done, when a walk ends early.
    synchronized List<Step> abandoned() {
        return List.copyOf(waiting);
    }
}
