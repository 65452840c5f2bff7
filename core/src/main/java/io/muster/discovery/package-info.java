/// Where credentials are looked for: the contract of a source, and what it may say.
///
/// A source is a record whose components are its settings; each kind lives in a package below this
/// one and is listed once in `catalog.Sources`.
@NullMarked
package io.muster.discovery;

import org.jspecify.annotations.NullMarked;
