/// What the REST API takes and gives, as values: the same for the server that writes them and the
/// command line that reads them.
///
/// Names are those of the JSON documents. A missing member is an empty `Optional`; instants are
/// written as RFC 3339 has them.
@NullMarked
package io.muster.contract;

import org.jspecify.annotations.NullMarked;
