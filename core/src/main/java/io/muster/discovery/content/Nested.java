package io.muster.discovery.content;

import io.muster.model.Bytes;
import io.muster.model.Facts;

/// Recognises content that lies inside other content: a value in base64.
@FunctionalInterface
interface Nested {

    /// @param suffix of the place: where in the outer content it lies; empty when the outer place
    ///   says enough
    /// @param facts what the outer content says about it
    /// @param use for what its certificates are there
    void read(Bytes content, String suffix, Facts facts, Use use, Finds outer);

    /// What the outer content says about the use of certificates inside.
    enum Use {
        /// Nothing; the company that they keep decides.
        UNKNOWN,
        /// They are relied on.
        TRUST,
        /// They are shown to others.
        OWN
    }
}
