/// Sign-in at an OpenID provider: the code flow with PKCE, and nothing else of it.
@NullMarked
package io.muster.access.oidc;

import org.jspecify.annotations.NullMarked;
