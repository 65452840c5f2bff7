/// The REST API: each resource's routes over the domain packages.
@NullMarked
package io.muster.api;

import org.jspecify.annotations.NullMarked;
