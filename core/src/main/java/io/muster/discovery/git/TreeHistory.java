package io.muster.discovery.git;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.files.FileTree;
import io.muster.model.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;

/// The credentials in the files under some folders and, for each git repository among them, in its
/// whole history.
///
/// Only the paths of repositories are kept while the tree is walked; then they are read one after
/// another, each as [GitHistory] reads one. A submodule or an added work tree is looked at where
/// its objects are, when that lies in the tree.
///
/// @param files the tree; its limits, exclusions and threads hold for histories too
public record TreeHistory(FileTree files) implements Source {
    private static final int REPOSITORIES_MAX = 100_000;

    @Override
    public String name() {
        return files.name();
    }

    @Override
    public void observe(Outside outside, Consumer<Observation> out) throws InterruptedException {
        Set<Path> repositories = new ConcurrentSkipListSet<>();
        files.observe(outside, out, repositories::add);
        if (repositories.size() > REPOSITORIES_MAX) {
            out.accept(
                    new Observation.Unreadable(
                            new Place("git://" + outside.host()),
                            "there are %d repositories, of which the first %d are looked at"
                                    .formatted(repositories.size(), REPOSITORIES_MAX)));
        }
        for (Path repository : repositories.stream().limit(REPOSITORIES_MAX).toList()) {
            history(repository).observe(outside, out);
        }
    }

    /// By its URL, because the name of a folder may read like one of another kind.
    private GitHistory history(Path repository) {
        return new GitHistory(
                List.of(repository.toUri().toString()),
                files.exclude(),
                files.limits(),
                GitHistory.OBJECT_BYTES,
                Duration.ofMinutes(1),
                files.threads());
    }
}
