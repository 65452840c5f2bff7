/// What people look at: lists and how they are asked for, one thing whole, the questions that are
/// kept under a name.
@NullMarked
package io.muster.inventory.search;

import org.jspecify.annotations.NullMarked;
