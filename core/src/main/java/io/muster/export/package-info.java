/// The result of a run as others read it: table, JSON, JSON lines, CSV, SARIF, CycloneDX.
///
/// Whatever came from outside is cleaned here, once for each medium: terminals obey escapes,
/// spreadsheets obey formulas, and bidirectional controls make a line read as something else.
@NullMarked
package io.muster.export;

import org.jspecify.annotations.NullMarked;
