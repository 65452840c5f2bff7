/// Tests of rules: what a rule must say of a subject that is told by its facts, written as YAML
/// beside the policy.
@NullMarked
package io.muster.policy.trial;

import org.jspecify.annotations.NullMarked;
