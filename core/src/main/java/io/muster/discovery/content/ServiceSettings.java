package io.muster.discovery.content;

import io.muster.discovery.Observation;
import io.muster.discovery.Observation.Referenced;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import java.nio.file.Path;
import java.util.function.Consumer;

/// What another source finds, with the settings of a service put together from the files they are
/// spread over: what a server includes belongs to that server, and a list or folder of certificates
/// stands for the certificates in it.
///
/// References that lack a server are held back until the source has ended, at most
/// [Inclusions#HELD_MAX].
///
/// @param root no list or folder outside of it is opened; a real path
public record ServiceSettings(Source source, Path root) implements Source {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public void observe(Outside outside, Consumer<Observation> out) throws InterruptedException {
        Inclusions inclusions = new Inclusions();
        CertificateFolders folders = new CertificateFolders(root, outside.host());
        Consumer<Referenced> whole = reference -> folders.expanded(reference).forEach(out);
        source.observe(
                outside,
                observation -> {
                    if (!(observation instanceof Referenced reference)) {
                        out.accept(observation);
                    } else if (!inclusions.hold(reference)) {
                        whole.accept(reference);
                    }
                });
        inclusions.joined(whole);
    }
}
