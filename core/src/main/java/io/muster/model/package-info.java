/// The words of the field as values: who (identity), proof (credential), where (sighting), may
/// (grant).
///
/// Ids are derived from content, so that two scanners that never met produce the same rows.
/// Everything here is immutable, knows no clock and touches nothing outside.
@NullMarked
package io.muster.model;

import org.jspecify.annotations.NullMarked;
