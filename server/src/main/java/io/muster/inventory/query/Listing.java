package io.muster.inventory.query;

/// What a list holds, and so which fields can be asked of it.
public enum Listing {
    CREDENTIALS("credentials"),
    IDENTITIES("identities"),
    SIGHTINGS("sightings"),
    FINDINGS("findings");

    private final String text;

    Listing(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
