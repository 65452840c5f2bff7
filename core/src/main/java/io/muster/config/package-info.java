/// What a person has set, from one strict YAML file and the environment, with where each value came
/// from.
@NullMarked
package io.muster.config;

import org.jspecify.annotations.NullMarked;
