/// The language in which people ask for rows of the roll: read from text, checked, completed. Pure:
/// how a database answers is not known here.
///
/// [Query#parse] reads `kind:service expires<30d owner:none "pay."` into [Condition]s; [Field] is
/// the table of everything that can be asked; [Completion] says what could come next.
@NullMarked
package io.muster.inventory.query;

import org.jspecify.annotations.NullMarked;
