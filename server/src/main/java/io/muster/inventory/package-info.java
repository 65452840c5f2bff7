/// What is known: identities, credentials, sightings, findings, and how they change; what a run
/// reports is taken in here.
@NullMarked
package io.muster.inventory;

import org.jspecify.annotations.NullMarked;
