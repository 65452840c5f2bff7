/// Looks for credentials in the whole history of git repositories, reading objects itself.
///
/// Nothing that a repository brings is run or believed: neither hooks, filters and `fsmonitor` nor
/// its configuration are looked at, and no object is read from outside it.
@NullMarked
package io.muster.discovery.git;

import org.jspecify.annotations.NullMarked;
