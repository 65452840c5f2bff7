/// Reports for those who must be shown evidence: made from what is counted and known, written line
/// by line however large the estate is, and sealed, so that anybody can check them elsewhere.
@NullMarked
package io.muster.report;

import org.jspecify.annotations.NullMarked;
