/// JDBC behind everyone's ports, and the migrations. The only user of `java.sql`.
@NullMarked
package io.muster.store;

import org.jspecify.annotations.NullMarked;
