/// The questions that rules ask, one a file. A record's components are its settings in the policy
/// file.
///
/// To add one: write the record, list it in `catalog.Checks`, use it in a policy, describe it in
/// `docs/reference/checks.md`.
@NullMarked
package io.muster.policy.checks;

import org.jspecify.annotations.NullMarked;
