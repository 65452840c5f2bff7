package io.muster.ownership;

/// Something that speaks for an owner.
///
/// @param says who, as it is written: a team, a person, an address
/// @param where it was read, for people
/// @param share how much of what was looked at says so, above 0 and at most 1: of 20 neighbours 15
///   are 0.75
public record Clue(Kind kind, String says, String where, double share) {
    public Clue {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies above 0 and is at most 1");
        }
    }

    /// One that stands for itself.
    public static Clue of(Kind kind, String says, String where) {
        return new Clue(kind, says, where, 1);
    }

    /// One that neighbours are: so many of those whose owner is known belong to `team`. One of one
    /// says less than twenty of twenty.
    public static Clue ofNeighbours(Kind kind, String team, String where, long mine, long known) {
        return new Clue(kind, team, where, mine / (known + 1.0));
    }

    /// Where clues come from. What each weighs stands in [Weights].
    public enum Kind {
        CREATOR("creator", "who made it"),
        LABEL("label", "a label of the object or the target"),
        TAG("tag", "a tag at the cloud provider"),
        TERRAFORM("terraform", "a tag in a Terraform state"),
        CODE_OWNERS("code-owners", "the repository's CODEOWNERS"),
        GIT_AUTHOR("git-author", "who committed it"),
        CONTACT("contact", "the address in the certificate"),
        SUBJECT("subject", "organisation or unit in the certificate"),
        SAME_KEY("same-key", "whoever has the same key"),
        SAME_FOLDER("same-folder", "what lies in the same folder"),
        SAME_HOST("same-host", "what is on the same host"),
        SAME_NAME("same-name", "what has the same first name"),
        ISSUER("issuer", "whoever runs the issuer");

        private final String text;
        private final String meaning;

        Kind(String text, String meaning) {
            this.text = text;
            this.meaning = meaning;
        }

        /// For people: what speaks.
        public String meaning() {
            return meaning;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
