/// Cryptographic Message Syntax (RFC 5652), also known as PKCS#7: what a signed bundle carries and
/// who signed it.
@NullMarked
package io.muster.cms;

import org.jspecify.annotations.NullMarked;
