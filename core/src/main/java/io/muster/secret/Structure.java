package io.muster.secret;

import java.util.List;

/// How a secret stands in text: the keywords that lead to it, and what to look for at one.
interface Structure {
    /// In lower case, at least three bytes each.
    List<String> keywords();

    /// What the search looks for: as much around the keywords as is known beforehand.
    default List<Lead> leads() {
        return Lead.words(keywords());
    }

    /// Looks around a keyword and hands over what fits. Must look at a bounded number of bytes.
    void find(Window window, int keywordStart, int keywordEnd, Candidates candidates);

    /// How much a structure says by itself: of two hits on the same bytes the more specific one
    /// stays.
    Specificity specificity();

    /// From the least to the most specific.
    enum Specificity {
        GENERIC,
        NAMED,
        TOKEN
    }

    /// Takes what a structure found.
    interface Candidates {
        void add(int start, int end, int secretStart, int secretEnd);
    }
}
