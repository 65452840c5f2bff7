package io.muster.discovery.git;

/// An object as it is stored, unpacked.
// The array is shared between readers of this package, which never change it.
@SuppressWarnings("ArrayRecordComponent")
record GitObject(Type type, byte[] content) {

    /// With the number that packs write (gitformat-pack(5)).
    enum Type {
        COMMIT(1),
        TREE(2),
        BLOB(3),
        TAG(4);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        /// @throws Damaged when no object has that number
        static Type of(int number) throws Damaged {
            for (Type type : values()) {
                if (type.number == number) {
                    return type;
                }
            }
            throw new Damaged("an object has an unknown type");
        }

        /// @throws Damaged when no object has that name
        static Type of(String name) throws Damaged {
            return switch (name) {
                case "commit" -> COMMIT;
                case "tree" -> TREE;
                case "blob" -> BLOB;
                case "tag" -> TAG;
                default -> throw new Damaged("an object has an unknown type");
            };
        }
    }

    /// @throws Damaged when it is something else
    byte[] content(Type expected) throws Damaged {
        if (type != expected) {
            throw new Damaged("it is a " + type + " where a " + expected + " should be");
        }
        return content;
    }
}
