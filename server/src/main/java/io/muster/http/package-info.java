/// What a client asked, what it is answered, and the table of all routes; one adapter to the HTTP
/// library.
///
/// A route is a row: method, path, permission, request and answer. Router, OpenAPI description and
/// the test that walks every route as nobody read the same table.
@NullMarked
package io.muster.http;

import org.jspecify.annotations.NullMarked;
