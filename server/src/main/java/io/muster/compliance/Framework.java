package io.muster.compliance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A standard or regulation.
///
/// @param id such as `pci-dss`
/// @param edition which one of it
public record Framework(String id, String name, String edition, List<Control> controls) {
    public Framework {
        controls = List.copyOf(controls);
    }

    /// One requirement of it.
    ///
    /// @param id as the standard numbers it
    /// @param requirement what it asks for, in our words
    /// @param check what would show it
    /// @param evidence what of that can be counted; empty when nothing can
    /// @param cannot what cannot be computed and why; empty when all can
    public record Control(
            String id, String requirement, String check, List<Evidence> evidence, String cannot) {
        public Control {
            evidence = List.copyOf(evidence);
        }

        /// Its id as a segment of a path: `art-7-4`.
        public String slug() {
            return id.toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
        }
    }

    public Optional<Control> control(String slug) {
        return controls.stream().filter(it -> it.slug().equals(slug)).findFirst();
    }
}
