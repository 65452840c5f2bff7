/// The databases, and how values stand in them: what every room of the store is built on. With its
/// rooms the only user of `java.sql`.
@NullMarked
package io.muster.store;

import org.jspecify.annotations.NullMarked;
