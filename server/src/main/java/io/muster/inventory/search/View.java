package io.muster.inventory.search;

import java.util.List;

/// A question that is kept under a name.
///
/// @param id a word for addresses
/// @param query of [io.muster.inventory.query.Query], on credentials
/// @param sort empty for the list's own order
/// @param columns names of columns in their order; empty for the usual ones
/// @param by who made it; empty for those that come with Muster
/// @param version grows with each change; 0 for those that come with Muster
public record View(
        String id,
        String name,
        String query,
        String sort,
        List<String> columns,
        String by,
        long version) {

    /// Those that come with Muster and cannot be changed.
    public static final List<View> SHIPPED =
            List.of(
                    shipped(
                            "expiring",
                            "Expiring in 30 days",
                            "expires<30d -state:gone",
                            "expires"),
                    shipped("expired", "Expired and still there", "state:expired", "-expires"),
                    shipped("orphaned", "Nobody's", "owner:none foreign:no -state:gone", "first"),
                    shipped("unmanaged", "Unmanaged", "managed:no foreign:no -state:gone", ""),
                    shipped("weak", "Weak", "class:broken|weak -state:gone", ""),
                    shipped(
                            "unknown-issuer",
                            "Unknown issuer",
                            "type:x509-certificate issuerkind:ad-hoc|none foreign:no -state:gone",
                            ""),
                    shipped("same-key", "Same key", "samekey>1 -state:gone", ""));

    public View {
        columns = List.copyOf(columns);
    }

    private static View shipped(String id, String name, String query, String sort) {
        return new View(id, name, query, sort, List.of(), "", 0);
    }
}
