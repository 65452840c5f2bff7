/// Files that a person can export today from systems that are not asked directly: what a cluster or
/// a cloud account lists, and what a team believes it has.
@NullMarked
package io.muster.discovery.exports;

import org.jspecify.annotations.NullMarked;
