/// What a person types. One class a command: it turns words into values, calls `core`, and prints.
@NullMarked
package io.muster.cli;

import org.jspecify.annotations.NullMarked;
