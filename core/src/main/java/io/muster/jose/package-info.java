/// JSON web keys, sets of them, SPIFFE bundles and tokens (RFC 7515, 7517, 7518, 7519, 7638, 8037,
/// 9964; SPIFFE Trust Domain and Bundle).
///
/// Tokens are read, never believed: nothing here verifies a signature.
@NullMarked
package io.muster.jose;

import org.jspecify.annotations.NullMarked;
