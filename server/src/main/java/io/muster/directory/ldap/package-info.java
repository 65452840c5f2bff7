/// A directory that is read by LDAP (RFC 4511): people, groups in groups, and who is locked.
@NullMarked
package io.muster.directory.ldap;

import org.jspecify.annotations.NullMarked;
