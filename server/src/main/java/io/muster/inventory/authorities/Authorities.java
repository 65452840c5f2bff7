package io.muster.inventory.authorities;

import io.muster.unit.Unit;
import java.util.List;

/// Everybody who has issued something, told apart: `public`, `ours`, `internal`, `ad-hoc`.
///
/// Runs tell what they saw of a chain; only all of the roll knows whose the key of an authority is.
/// *Ours* is an authority whose private key lies at a place of the roll or in a token or service
/// that was asked, that the configuration names, or that one of ours has issued.
public interface Authorities {

    /// All of them, as the roll says now; reads everything that was issued.
    ///
    /// @param ours fingerprints, or subject key identifiers, that the configuration names
    List<Authority> found(Ours ours);

    /// Keeps what was found, for [io.muster.inventory.figures.Statistics#issuers], and corrects
    /// some of the certificates whose kind it changes.
    ///
    /// @return how many; find and keep again while there are any
    int keep(Unit unit, List<Authority> found);

    /// @param number its certificate's row; 0 when nobody has seen it
    /// @param kind empty when nobody knows
    /// @param toCorrect whether there are certificates of it that are said to be of another kind
    record Authority(long number, String name, String kind, long certificates, boolean toCorrect) {}
}
