package io.muster.audit;

/// What is wrong with an audit log, one thing at one place.
public sealed interface Fault {

    /// For a person.
    String message();

    /// The entry is not what was recorded.
    record Altered(long index) implements Fault {
        @Override
        public String message() {
            return "entry %d was altered".formatted(index);
        }
    }

    /// Entries are gone from the middle.
    ///
    /// @param last included
    record Removed(long first, long last) implements Fault {
        @Override
        public String message() {
            return first == last
                    ? "entry %d was removed".formatted(first)
                    : "entries %d to %d were removed".formatted(first, last);
        }
    }

    /// Another entry stands where it should not.
    ///
    /// @param claims the index that the entry itself bears
    record Misplaced(long index, long claims) implements Fault {
        @Override
        public String message() {
            return "at place %d stands entry %d: entries were swapped or inserted"
                    .formatted(index, claims);
        }
    }

    /// The log ends before a checkpoint that was signed for it.
    record CutOff(long size, long signedSize) implements Fault {
        @Override
        public String message() {
            return "the log was cut off: it has %d entries, a checkpoint was signed for %d"
                    .formatted(size, signedSize);
        }
    }

    /// An exported log ends before the end that it names.
    ///
    /// @param next the first entry that it does not have
    /// @param to the first that it should not have
    record Incomplete(long next, long to) implements Fault {
        @Override
        public String message() {
            return next < to
                    ? "the file was cut off: entries %d to %d are not in it".formatted(next, to - 1)
                    : "the file was cut off behind its last entry";
        }
    }

    /// The entries, though each fits its hash, are not those that the checkpoint was signed for.
    ///
    /// @param agreed the size of the last checkpoint before it that the entries do fit
    record Diverged(long agreed, long signedSize) implements Fault {
        @Override
        public String message() {
            return "entries %d to %d are not those that were signed: the log was rewritten"
                    .formatted(agreed, signedSize - 1);
        }
    }

    /// A checkpoint that the log's key did not sign, or that is of another log.
    record Unsigned(String checkpoint) implements Fault {
        @Override
        public String message() {
            return "a checkpoint is not signed by this log's key: " + checkpoint;
        }
    }

    /// Entries after the last checkpoint: recorded, not yet signed for. No fault of a log in use,
    /// one of a log at rest.
    record Unsealed(long signedSize, long size) implements Fault {
        @Override
        public String message() {
            return "entries %d to %d stand after the last signed checkpoint"
                    .formatted(signedSize, size - 1);
        }
    }
}
