/// Machines that come with a certificate, or with a token that their platform has made for them.
@NullMarked
package io.muster.access.machine;

import org.jspecify.annotations.NullMarked;
