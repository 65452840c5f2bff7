/// What OpenSSH and PuTTY write: keys, certificates, the files that trust them and the lists that
/// revoke them (RFC 4251 to 4253, RFC 4716, RFC 5656, RFC 8709, draft-ietf-sshm-cert and OpenSSH's
/// PROTOCOL files).
///
/// Text or bytes in; credentials of the model out, or [io.muster.model.Malformed] with a reason. A
/// private half is never part of a result.
@NullMarked
package io.muster.ssh;

import org.jspecify.annotations.NullMarked;
