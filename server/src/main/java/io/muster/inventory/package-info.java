/// What is known, and how it changes: who asks, who writes, how things are named, and what every
/// change leaves behind.
///
/// What a run reports comes in through [io.muster.inventory.intake.Intake], is judged by
/// [io.muster.inventory.verdicts.Judging], is corrected by people through
/// [io.muster.inventory.corrections.Identities] and [io.muster.inventory.corrections.Labels], and
/// is asked for through [io.muster.inventory.search.Search]. Whatever changes leaves a line in
/// [History] and in [ChangeFeed].
@NullMarked
package io.muster.inventory;

import org.jspecify.annotations.NullMarked;
