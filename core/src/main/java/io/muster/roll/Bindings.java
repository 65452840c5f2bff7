package io.muster.roll;

import io.muster.model.Identity;
import io.muster.model.Sighting;
import java.util.ArrayList;
import java.util.List;

/// Applies people's decisions to what the rules found.
record Bindings(List<Binding> inOrder) {

    /// `found`, each identity replaced where bindings say so: wholly when one holds everywhere or
    /// at every place of the credential, beside the others when it holds at some.
    List<Identity> applied(List<Identity> found, List<Sighting> sightings) {
        if (inOrder.isEmpty()) {
            return found;
        }
        List<Identity> bound = new ArrayList<>();
        for (Identity identity : found) {
            List<Binding> its =
                    inOrder.stream().filter(it -> it.anchor().equals(identity.anchor())).toList();
            its.stream()
                    .filter(binding ->
                            binding.places().isEmpty()
                                    || sightings.stream().anyMatch(binding::appliesAt))
                    .map(it -> new Identity(it.identity(), "binding", List.of(it.reason())))
                    .forEach(bound::add);
            boolean everywhere =
                    its.stream().anyMatch(it -> it.places().isEmpty())
                            || (!sightings.isEmpty()
                                    && sightings.stream()
                                            .allMatch(place ->
                                                    its.stream()
                                                            .anyMatch(it -> it.appliesAt(place))));
            if (!everywhere) {
                bound.add(identity);
            }
        }
        return bound;
    }
}
