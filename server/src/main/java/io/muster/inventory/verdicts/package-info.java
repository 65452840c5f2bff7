/// What policy is held against, and what comes of it: what is due, the policy that is in force, the
/// verdicts.
@NullMarked
package io.muster.inventory.verdicts;

import org.jspecify.annotations.NullMarked;
