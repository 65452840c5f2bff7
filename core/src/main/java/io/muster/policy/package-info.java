/// What is wrong with a credential: rules over entries of the roll, read from policies that a
/// person can read.
///
/// Judging is pure: an entry and an instant in, findings out. A rule that lacks a fact says so
/// instead of guessing.
@NullMarked
package io.muster.policy;

import org.jspecify.annotations.NullMarked;
