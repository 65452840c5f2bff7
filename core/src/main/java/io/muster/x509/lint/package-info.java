/// Was this certificate made well? A literal list of small checks, each with the clause that it
/// comes from. Faults here are the issuer's; whether a certificate is valid is decided elsewhere.
@NullMarked
package io.muster.x509.lint;

import org.jspecify.annotations.NullMarked;
