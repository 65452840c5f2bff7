package io.muster.discovery.files;

import io.muster.discovery.Observation;
import io.muster.model.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Passes observations on; a file that a configuration names is told by its real place, because a
/// walk follows no link.
///
/// Web servers name `live/pay/cert.pem`, a link to `archive/pay/cert7.pem`: only so do the two
/// meet.
///
/// @param host whose files are real here
record RealPlaces(String host, Consumer<Observation> out) implements Consumer<Observation> {

    @Override
    public void accept(Observation observation) {
        out.accept(
                observation instanceof Observation.Referenced referenced
                        ? real(referenced)
                        : observation);
    }

    private Observation.Referenced real(Observation.Referenced referenced) {
        String named = referenced.file().text();
        String ours = "file://" + host;
        if (!named.startsWith(ours + "/")) {
            return referenced;
        }
        Place real = real(referenced.file(), named.substring(ours.length()));
        return real.equals(referenced.file())
                ? referenced
                : new Observation.Referenced(
                        referenced.configuration(), real, referenced.facts().with("link", named));
    }

    private Place real(Place place, String path) {
        try {
            Path named = Path.of(URI.create("file://" + Escaped.uriPath(path)));
            return FileContent.placeOf(host, named.toRealPath());
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            // It is not there, or cannot be: then the name is all that is known.
            return place;
        }
    }
}
