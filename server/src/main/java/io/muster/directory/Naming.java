package io.muster.directory;

/// By what the directory and the sign-in provider mean the same person.
public enum Naming {
    /// The directory's own id of them: never anybody else's.
    EXTERNAL_ID {
        @Override
        public String of(Person person) {
            return person.externalId();
        }

        @Override
        public String kept(String said) {
            return said;
        }
    },
    /// The name that they sign in with, whatever its case.
    USER_NAME {
        @Override
        public String of(Person person) {
            return Person.folded(person.userName());
        }

        @Override
        public String kept(String said) {
            return Person.folded(said);
        }
    };

    /// What `person` is known by; empty for somebody who cannot be known.
    public abstract String of(Person person);

    /// What a provider said, as it is compared.
    public abstract String kept(String said);
}
