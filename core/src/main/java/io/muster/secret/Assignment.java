package io.muster.secret;

import java.util.Optional;

/// A name and the value it is given, as languages and settings files write it: `name = "value"`,
/// `name: value`, `"name": "value"`, `<name>value</name>`, `name := value`, `set("name", "value")`,
/// `var name string = "value"`, `setName("value")`, `--name value`.
///
/// @param quote the quotation mark around the value, or 0
/// @param function the function that the value is an argument of, as in `parse("value")`; or empty
record Assignment(
        int nameStart,
        int nameEnd,
        Operator operator,
        int valueStart,
        int valueEnd,
        int quote,
        String function) {

    /// How name and value are joined.
    enum Operator {
        EQUALS,
        COMPARES,
        COLON,
        COMMA,
        TAG,
        CALL,
        BLANK
    }

    /// Reads the assignment whose name holds the keyword.
    ///
    /// @param tail the bytes that may follow the keyword within the name
    static Optional<Assignment> around(
            Window window, int keywordStart, int keywordEnd, ByteSet tail) {
        int nameEnd = window.runEnd(tail, keywordEnd, NAME_LIMIT);
        while (nameEnd > keywordEnd && ByteSet.BLANK.contains(window.at(nameEnd - 1))) {
            nameEnd--;
        }
        var reader = new Reader(window, keywordStart, nameEnd);
        return reader.operator() && reader.value()
                ? Optional.of(reader.assignment())
                : Optional.empty();
    }

    private static final int NAME_LIMIT = 64;
    private static final int GAP_LIMIT = 32;
    private static final int VALUE_LIMIT = 4096;
    private static final int BARE_LIMIT = 1024;
    private static final ByteSet QUOTES = ByteSet.of("\"'`");
    private static final ByteSet OPERATORS = ByteSet.of("=:?+.|!~");
    private static final ByteSet TYPE = ByteSet.of("0-9A-Za-z_.*&<>?[]");
    private static final ByteSet FUNCTION = ByteSet.of("0-9A-Za-z_.:&*[]@");
    private static final ByteSet UNQUOTED = ByteSet.of(" \t\r\n\"'`<>,;(){}[]&|\\").complement();
    private static final ByteSet ATTRIBUTES = ByteSet.of("<>\r\n").complement();
    private static final ByteSet ELEMENT = ByteSet.of("<\r\n").complement();
    private static final ByteSet LITERAL_PREFIX = ByteSet.of("bBrRuUfFLN@$");

    private static final class Reader {
        private final Window window;
        private final int nameStart;
        private final int nameEnd;
        private int position;
        private Operator operator = Operator.EQUALS;
        private int valueStart;
        private int valueEnd;
        private int quote;
        private String function = "";

        Reader(Window window, int keywordStart, int nameEnd) {
            this.window = window;
            this.nameStart = window.runStart(ByteSet.NAME, keywordStart, NAME_LIMIT);
            this.nameEnd = nameEnd;
            this.position = nameEnd;
        }

        Assignment assignment() {
            return new Assignment(
                    nameStart, nameEnd, operator, valueStart, valueEnd, quote, function);
        }

        boolean operator() {
            boolean quoted = closeName();
            int gap = skip(ByteSet.BLANK);
            if (gap > 0 && window.at(nameStart - 1) == '<') {
                position = window.runEnd(ATTRIBUTES, position, NAME_LIMIT);
            }
            int next = window.at(position);
            if (next == '>') {
                operator = Operator.TAG;
                position++;
                return window.at(nameStart - 1) == '<' || window.at(nameStart - 1) == '"' || quoted;
            }
            if (next == ',' || next == '(') {
                operator = next == ',' ? Operator.COMMA : Operator.CALL;
                position++;
                return next == '(' || quoted;
            }
            if (OPERATORS.contains(next)) {
                return sign();
            }
            if (gap > 0 && QUOTES.contains(next)) {
                operator = Operator.BLANK;
                return true;
            }
            return gap > 0 && (typed() || bare());
        }

        /// What may close a name: a quotation mark, escaped or not, and brackets, as in
        /// `c['name']`.
        private boolean closeName() {
            int before = position;
            if (window.at(position) == '\\' && QUOTES.contains(window.at(position + 1))) {
                position += 2;
            } else if (QUOTES.contains(window.at(position))) {
                position++;
            }
            boolean quoted = position > before;
            if (window.at(position) == ']') {
                position++;
            }
            return quoted;
        }

        private boolean sign() {
            int end = window.runEnd(OPERATORS, position, 5);
            String run = window.text(position, end);
            // The plus is the first character of a value in base64.
            String sign = run.startsWith("=+") ? "=" : run;
            position += sign.length();
            switch (sign) {
                case "=", ":=", "::=", ":::=", "?=", "+=", ".=", "||=", "??=", "?:" ->
                        operator = Operator.EQUALS;
                case "==", "===", "!=", "!==" -> operator = Operator.COMPARES;
                case ":", "::", "?" -> operator = Operator.COLON;
                case "||" -> operator = Operator.EQUALS;
                default -> {
                    return false;
                }
            }
            if (sign.equals("=") && window.at(position) == '>') {
                position++;
            } else if (sign.equals(":")) {
                annotated();
            }
            return true;
        }

        /// `name: string = "value"`: the colon brought a type.
        private void annotated() {
            int at = window.runEnd(ByteSet.BLANK, position, GAP_LIMIT);
            int end = window.runEnd(TYPE, at, GAP_LIMIT);
            int sign = window.runEnd(ByteSet.BLANK, end, GAP_LIMIT);
            if (end > at && window.at(sign) == '=' && QUOTES.contains(afterBlank(sign + 1))) {
                operator = Operator.EQUALS;
                position = sign + 1;
            }
        }

        /// `var name string = "value"`.
        private boolean typed() {
            int end = window.runEnd(TYPE, position, GAP_LIMIT);
            int sign = window.runEnd(ByteSet.BLANK, end, GAP_LIMIT);
            if (end == position || window.at(sign) != '=' || window.at(sign + 1) == '=') {
                return false;
            }
            position = sign + 1;
            return true;
        }

        /// `--name value` and `name value` at the start of a line, without quotes.
        private boolean bare() {
            operator = Operator.BLANK;
            return ByteSet.ALPHANUMERIC.contains(window.at(position))
                    && (window.at(nameStart) == '-'
                            || window.runStart(ByteSet.BLANK, nameStart, GAP_LIMIT)
                                    == window.lineStart(nameStart));
        }

        boolean value() {
            boolean mayBreak = operator == Operator.TAG || operator == Operator.CALL;
            skip(mayBreak ? ByteSet.SPACE : ByteSet.BLANK);
            if (operator == Operator.TAG) {
                return take(ELEMENT, 0);
            }
            if (window.at(position) == '[' && QUOTES.contains(quoteAt(position + 1))) {
                position++;
            }
            if (!QUOTES.contains(quoteAt(position))) {
                wrapper();
            }
            if (LITERAL_PREFIX.contains(window.at(position))
                    && QUOTES.contains(window.at(position + 1))) {
                position++;
            }
            int mark = quoteAt(position);
            if (QUOTES.contains(mark)) {
                position += window.at(position) == '\\' ? 2 : 1;
                return quoted(mark);
            }
            boolean needsQuotes = operator == Operator.COMMA || operator == Operator.CALL;
            return !needsQuotes && take(UNQUOTED, 0);
        }

        /// `name = function("value"`: the value is what the function is given.
        private void wrapper() {
            int end = window.runEnd(FUNCTION, position, NAME_LIMIT);
            if (end > position && window.at(end) == '(' && QUOTES.contains(quoteAt(end + 1))) {
                function = window.text(position, end);
                position = end + 1;
            }
        }

        private boolean quoted(int mark) {
            int index = position;
            int limit = Math.min(window.length, position + VALUE_LIMIT);
            while (index < limit && window.at(index) != mark && window.at(index) != '\n') {
                index += window.at(index) == '\\' && window.at(index + 1) != mark ? 2 : 1;
            }
            window.steps += index - position + 1;
            if (index >= limit || window.at(index) != mark) {
                return false;
            }
            quote = mark;
            valueStart = position;
            valueEnd = window.at(index - 1) == '\\' ? index - 1 : index;
            return valueEnd > valueStart;
        }

        private boolean take(ByteSet set, int mark) {
            quote = mark;
            valueStart = position;
            valueEnd = window.runEnd(set, position, BARE_LIMIT);
            while (valueEnd > valueStart && ByteSet.BLANK.contains(window.at(valueEnd - 1))) {
                valueEnd--;
            }
            return valueEnd > valueStart;
        }

        /// The quotation mark at `index`, seen through a backslash.
        private int quoteAt(int index) {
            return window.at(index) == '\\' ? window.at(index + 1) : window.at(index);
        }

        private int afterBlank(int index) {
            return window.at(window.runEnd(ByteSet.BLANK, index, GAP_LIMIT));
        }

        private int skip(ByteSet set) {
            int end = window.runEnd(set, position, GAP_LIMIT);
            int skipped = end - position;
            position = end;
            return skipped;
        }
    }
}
