/// Is this certificate valid for this purpose, and by which path? Path building and validation as
/// RFC 5280 section 6 defines them (policies by RFC 9618, revocation lists by 6.3), with a budget
/// for every cost that an attacker could run up. Whatever is not understood fails closed.
@NullMarked
package io.muster.x509.path;

import org.jspecify.annotations.NullMarked;
