package io.muster.catalog;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.model.Place;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// A host of which nobody said how to speak to it: asked in each usual way, once its name is known
/// to lead somewhere.
///
/// @param sources those ways; each keeps quiet about ports where nothing listens
record UsualPorts(String host, List<Source> sources) implements Source {

    @Override
    public String name() {
        return "host";
    }

    @Override
    public void observe(Outside outside, Consumer<Observation> out) throws InterruptedException {
        try {
            var _ = outside.egress().resolve(host);
        } catch (IOException e) {
            out.accept(
                    new Observation.Unreadable(
                            new Place("host://" + host), String.valueOf(e.getMessage())));
            return;
        }
        for (Source source : sources) {
            source.observe(outside, out);
        }
    }
}
