/// What is known: identities, credentials, sightings, findings, and how they change.
///
/// What a run reports comes in through [io.muster.inventory.Intake], is judged by
/// [io.muster.inventory.Judging], is corrected by people through [io.muster.inventory.Identities],
/// [io.muster.inventory.Labels] and [io.muster.inventory.Teams], and is asked for through
/// [io.muster.inventory.Search]. Whatever changes leaves a line in [io.muster.inventory.History]
/// and in [io.muster.inventory.ChangeFeed].
@NullMarked
package io.muster.inventory;

import org.jspecify.annotations.NullMarked;
