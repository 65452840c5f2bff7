/// The directory by SCIM 2.0 (RFC 7643, RFC 7644): what identity providers push people and groups
/// with.
@NullMarked
package io.muster.directory.scim;

import org.jspecify.annotations.NullMarked;
