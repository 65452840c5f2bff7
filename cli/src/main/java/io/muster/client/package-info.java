/// The REST API from outside: whom to believe, how to ask again, what a refusal means, and how a
/// run is reported.
@NullMarked
package io.muster.client;

import org.jspecify.annotations.NullMarked;
