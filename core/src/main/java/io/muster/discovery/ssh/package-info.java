/// Host keys of SSH servers, read without logging in.
///
/// [io.muster.discovery.ssh.SshHosts] is the source; [io.muster.discovery.ssh.Inspection] asks one
/// server for one key after another; [io.muster.discovery.ssh.Session] speaks the transport
/// protocol (RFC 4253) as far as the server's proof that it has the key.
@NullMarked
package io.muster.discovery.ssh;

import org.jspecify.annotations.NullMarked;
