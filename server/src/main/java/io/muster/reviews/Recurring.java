package io.muster.reviews;

import io.muster.inventory.query.Listing;

/// A review that the server begins by itself.
///
/// @param id its first word in the log and in what tells one occasion from another
/// @param name for people
/// @param list of identities or credentials
/// @param q what of them is reviewed
public record Recurring(String id, String name, Listing list, String q, Every every) {
    private static final String MACHINES = "kind:service-account|application";

    /// Service accounts as a whole.
    public static Recurring accounts(Every every) {
        return new Recurring("accounts", "Service accounts", Listing.IDENTITIES, MACHINES, every);
    }

    /// The keys and secrets of service accounts.
    public static Recurring keys(Every every) {
        return new Recurring(
                "keys",
                "Keys of service accounts",
                Listing.CREDENTIALS,
                MACHINES + " foreign:no",
                every);
    }
}
