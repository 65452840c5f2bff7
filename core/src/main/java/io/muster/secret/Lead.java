package io.muster.secret;

import java.util.ArrayList;
import java.util.List;

/// What the search looks for on the way to a secret: a few bytes in a row, each one of a set.
///
/// A word that people write in any case is a lead of two letters for each; the beginning of a token
/// is one of its own bytes and of the classes that follow, so that `SG.` in the middle of a
/// sentence is told from a key without asking its detector.
///
/// @param bytes what may stand at each place; at least three
record Lead(List<ByteSet> bytes) {
    static final int LENGTH_MIN = 3;

    /// More would not tell much more apart.
    static final int LENGTH_MAX = 12;

    Lead {
        if (bytes.size() < LENGTH_MIN) {
            throw new IllegalArgumentException("a lead has at least " + LENGTH_MIN + " bytes");
        }
        bytes = List.copyOf(bytes);
    }

    /// A word of ASCII, in any case.
    static Lead word(String word) {
        var bytes = new ArrayList<ByteSet>();
        for (int at = 0; at < word.length(); at++) {
            bytes.add(ByteSet.anyCase(word.charAt(at)));
        }
        return new Lead(bytes);
    }

    static List<Lead> words(List<String> words) {
        return words.stream().map(Lead::word).toList();
    }

    int length() {
        return bytes.size();
    }

    /// The bytes at `index`; any byte before the first and behind the last.
    ByteSet at(int index) {
        return index < 0 || index >= bytes.size() ? ByteSet.ANY : bytes.get(index);
    }

    boolean stands(byte[] text, int start) {
        for (int index = 0; index < bytes.size(); index++) {
            if (!bytes.get(index).contains(text[start + index])) {
                return false;
            }
        }
        return true;
    }
}
