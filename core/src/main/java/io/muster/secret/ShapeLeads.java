package io.muster.secret;

import io.muster.secret.Shape.Choice;
import io.muster.secret.Shape.Part;
import io.muster.secret.Shape.Run;
import io.muster.secret.Shape.Secret;
import java.util.ArrayList;
import java.util.List;

/// The leads to a shape: every way in which its bytes from the anchor on can begin.
///
/// @param found so far, each a row of sets
/// @param open while they can still grow
record ShapeLeads(List<List<ByteSet>> found, boolean open) {
    private static final int WAYS_MAX = 64;

    static List<Lead> of(List<Part> parts) {
        var all = new ShapeLeads(List.of(List.of()), true).then(parts);
        return all.found.stream().map(Lead::new).toList();
    }

    private ShapeLeads then(List<Part> parts) {
        ShapeLeads all = this;
        for (Part part : parts) {
            all = all.open ? all.then(part) : all;
        }
        return all;
    }

    private ShapeLeads then(Part part) {
        return switch (part) {
            case Run run -> then(run);
            case Secret secret -> then(secret.parts());
            case Choice choice -> choice.min() == 1 && choice.max() == 1 ? then(choice) : closed();
        };
    }

    private ShapeLeads then(Run run) {
        var longer = new ArrayList<List<ByteSet>>();
        boolean full = false;
        for (List<ByteSet> row : found) {
            var next = new ArrayList<ByteSet>(row);
            for (int count = 0; count < run.min() && next.size() < Lead.LENGTH_MAX; count++) {
                next.add(run.set());
            }
            full |= next.size() == Lead.LENGTH_MAX;
            longer.add(next);
        }
        return new ShapeLeads(longer, !full && run.min() == run.max());
    }

    private ShapeLeads then(Choice choice) {
        var ways = choice.alternatives().stream().map(this::then).toList();
        var all = ways.stream().flatMap(it -> it.found.stream()).toList();
        return all.size() > WAYS_MAX
                ? closed()
                : new ShapeLeads(all, ways.stream().allMatch(ShapeLeads::open));
    }

    private ShapeLeads closed() {
        return new ShapeLeads(found, false);
    }
}
