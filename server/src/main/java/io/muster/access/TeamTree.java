package io.muster.access;

import java.util.Set;

/// Which team is below which.
@FunctionalInterface
public interface TeamTree {

    /// These teams and all below them; what is no team is left out.
    Set<String> below(Set<String> teams);
}
