package io.muster.model;

/// What an observation says about *who*: a kind of thing, the authority in which its name is
/// unique, and that name.
///
/// Two sources that never met write the same anchor for the same thing; an identity is what anchors
/// are bound to.
///
/// @param realm the intrinsic authority: a cluster's UID, a cloud account, a tenant, a domain, a
///   manufacturer, a trust domain; never a profile or context name that one person chose. Empty
///   when the name is unique by itself
/// @param name unique in the realm
public record Anchor(Kind kind, String realm, String name) implements Subject, Comparable<Anchor> {
    private static final int LENGTH_MAX = 4096;

    public Anchor {
        if (name.isEmpty() || name.length() > LENGTH_MAX || realm.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("an anchor has a name of 1 to 4096 characters");
        }
    }

    /// What kind of non-human thing it is.
    public enum Kind {
        SERVICE("service"),
        WORKLOAD("workload"),
        SERVICE_ACCOUNT("service-account"),
        HOST("host"),
        DEVICE("device"),
        SIGNER("signer"),
        CERTIFICATE_AUTHORITY("certificate-authority"),
        AI_AGENT("ai-agent"),
        APPLICATION("application"),
        /// Nothing is known but a key.
        KEY("key");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// One unambiguous line: each part with its length, so that no realm can imitate another realm
    /// and name.
    public String canonical() {
        String kindText = kind.toString();
        return kindText.length()
                + ":"
                + kindText
                + realm.length()
                + ":"
                + realm
                + name.length()
                + ":"
                + name;
    }

    @Override
    public int compareTo(Anchor other) {
        return canonical().compareTo(other.canonical());
    }
}
