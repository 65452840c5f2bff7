/// What people look at: lists page by page, one thing whole, its history.
@NullMarked
package io.muster.store.search;

import org.jspecify.annotations.NullMarked;
