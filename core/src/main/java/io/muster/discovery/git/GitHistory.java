package io.muster.discovery.git;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.files.Limits;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The credentials in the whole history of git repositories: every file of every commit of every
/// ref, each content once.
///
/// A content is told where it appeared first: in the oldest commit that has it. Whether HEAD's tree
/// still has it is the fact `inHead`.
///
/// @param repositories paths of local ones (a work tree or a bare one), or URLs: `https://`,
///   `ssh://`, `file://`
/// @param exclude lines as in `.gitignore` of what is left alone in them, as for [FileTree]
/// @param limits of each content, as for a file
/// @param objectBytes a larger object is reported and not read
/// @param cloneTime how long fetching a remote repository may take
/// @param threads how many threads read
public record GitHistory(
        List<String> repositories,
        List<String> exclude,
        Limits limits,
        int objectBytes,
        Duration cloneTime,
        int threads)
        implements Source {
    /// Files that people wrote are smaller.
    static final int OBJECT_BYTES = 16 << 20;

    static final String NAME = "git";
    private static final int THREADS_MAX = 256;

    public GitHistory {
        repositories = List.copyOf(repositories);
        repositories.forEach(Location::of);
        exclude = List.copyOf(exclude);
        if (threads < 1 || threads > THREADS_MAX) {
            throw new IllegalArgumentException("threads: a number from 1 to " + THREADS_MAX);
        }
        if (objectBytes < 1 || !cloneTime.isPositive()) {
            throw new IllegalArgumentException("a limit is a positive number");
        }
    }

    /// These repositories, with one thread for each processor.
    public static GitHistory of(List<String> repositories) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new GitHistory(
                repositories,
                List.of(),
                Limits.DEFAULT,
                OBJECT_BYTES,
                Duration.ofMinutes(30),
                Math.min(processors, THREADS_MAX));
    }

    /// The same, leaving alone what these lines name.
    public GitHistory excluding(List<String> lines) {
        return new GitHistory(repositories, lines, limits, objectBytes, cloneTime, threads);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void observe(Outside outside, Consumer<Observation> out) throws InterruptedException {
        for (String repository : repositories) {
            new Reading(this, repository, outside, out).run();
        }
    }
}
