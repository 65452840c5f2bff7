/// What people say of identities and credentials, beside what runs say: who is who, and labels.
@NullMarked
package io.muster.inventory.corrections;

import org.jspecify.annotations.NullMarked;
