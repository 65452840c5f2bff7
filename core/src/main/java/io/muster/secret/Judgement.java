package io.muster.secret;

import io.muster.secret.Assignment.Operator;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a value without any shape of its own, given to the name of a secret, could be one.
///
/// Generated values are told from typed ones by their words: what a person writes as a name, a
/// remark or a placeholder is made of words that stand in other projects, too ([Words]).
final class Judgement {
    private static final int LENGTH_MAX = 512;
    private static final double WORDY = 0.6;
    private static final double WORDY_WITH_DIGITS = 0.7;
    private static final int LONG = 16;
    private static final int CHOSEN_MIN = 7;

    /// Words that make a short value a placeholder, whatever else is in it.
    private static final Set<String> TRIVIAL =
            Set.of(
                    "pass", "secret", "test", "example", "user", "admin", "foo", "bar", "your",
                    "demo", "dummy", "token", "sample", "change", "default", "none", "null", "key",
                    "pwd", "fake", "mock", "invalid", "wrong", "value");

    /// Functions that fetch or print what they are given: it is a name or a sentence.
    private static final Set<String> FETCHES =
            Set.of(
                    "get",
                    "env",
                    "getenv",
                    "find",
                    "lookup",
                    "property",
                    "format",
                    "printf",
                    "sprintf",
                    "fprintf",
                    "errorf",
                    "fatalf",
                    "log",
                    "error",
                    "open",
                    "read",
                    "file",
                    "path",
                    "join",
                    "query",
                    "select",
                    "column",
                    "translate",
                    "text",
                    "label",
                    "message",
                    "contains",
                    "require",
                    "import",
                    "include",
                    "config",
                    "field",
                    "attr",
                    "input",
                    "value",
                    "values",
                    "param",
                    "header",
                    "cookie",
                    "selector",
                    "by",
                    "id",
                    "equals",
                    "compile",
                    "regex",
                    "regexp",
                    "split",
                    "replace",
                    "prefix",
                    "suffix",
                    "trim",
                    "index",
                    "strcmp",
                    "print",
                    "println",
                    "name",
                    "resource",
                    "new");

    /// Functions that store their second argument under the name of the first.
    private static final Set<String> STORES =
            Set.of(
                    "set",
                    "put",
                    "add",
                    "env",
                    "setenv",
                    "property",
                    "define",
                    "header",
                    "param",
                    "parameter",
                    "append",
                    "option",
                    "config",
                    "with",
                    "setting",
                    "var",
                    "entry",
                    "of",
                    "secret",
                    "insert",
                    "register",
                    "attribute",
                    "value",
                    "field",
                    "pair");

    private Judgement() {}

    static boolean believes(Window window, Assignment assignment, Generic kind) {
        int length = assignment.valueEnd() - assignment.valueStart();
        if (length < kind.lengthMin() || length > LENGTH_MAX) {
            return false;
        }
        String value = window.text(assignment.valueStart(), assignment.valueEnd());
        return !isOpen(value)
                && !isExpression(value)
                && !isHash(value)
                && Doubt.about(value).isEmpty()
                && (!isTyped(value) || isChosen(window, value, kind))
                && (assignment.quote() != 0 || believesBare(window, assignment, value, kind))
                && believesOperator(window, assignment);
    }

    /// A value without quotation marks is a value in settings and the name of something in code.
    private static boolean believesBare(
            Window window, Assignment assignment, String value, Generic kind) {
        if (assignment.operator() == Operator.CALL || assignment.operator() == Operator.COMMA) {
            return false;
        }
        boolean mixed = hasDigit(value) && hasLetter(value);
        boolean wordless = Words.coverage(value) == 0;
        return switch (window.origin().dialect()) {
            case SETTINGS -> true;
            case PROSE, UNKNOWN ->
                    assignment.operator() != Operator.BLANK
                            && (mixed || value.length() >= 6 || (wordless && value.length() >= 5));
            case CODE -> !isConstant(value) && believesInCode(window, assignment, value, kind);
        };
    }

    /// Settings inside of source code, as in a test: `{user: ivan, password: x7kq}`.
    private static boolean believesInCode(
            Window window, Assignment assignment, String value, Generic kind) {
        boolean mixed = hasDigit(value) && hasLetter(value);
        if (mixed && value.length() >= 8) {
            return Words.coverage(value) < 0.3;
        }
        boolean used = ".([".indexOf(window.at(assignment.valueEnd())) >= 0;
        return kind.equals(Generic.PASSWORD)
                && assignment.operator() == Operator.COLON
                && !used
                && Words.coverage(value) == 0
                && value.chars().noneMatch(Character::isUpperCase);
    }

    /// In calls it matters what the function does with its text; without any operator, that the
    /// name is an option or a setting and not a verb.
    private static boolean believesOperator(Window window, Assignment assignment) {
        if (assignment.operator() == Operator.BLANK) {
            return window.at(assignment.nameStart()) == '-'
                    || window.origin().dialect() == Origin.Dialect.SETTINGS;
        }
        if (assignment.operator() == Operator.COMMA) {
            int open = window.runStart(BEFORE_NAME, assignment.nameStart(), 4);
            int start = window.runStart(ByteSet.NAME, open, 64);
            return Naming.words(window.text(start, open)).stream().anyMatch(STORES::contains);
        }
        var words = Naming.words(assignment.function());
        return words.isEmpty() || !FETCHES.contains(words.getLast());
    }

    /// A version, an address or an object identifier.
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9}){2,20}+");

    private static final ByteSet BEFORE_NAME = ByteSet.of("(\"'` ");

    /// A reference, a template or a format: to be filled in by somebody else.
    static boolean isOpen(String value) {
        return isVariable(value)
                || isEnclosed(value)
                || value.contains("${")
                || value.contains("{{")
                || (value.indexOf('<') >= 0 && value.indexOf('>') > value.indexOf('<'))
                || value.contains("$(")
                || value.contains("#{")
                || value.contains("%s")
                || value.contains("...")
                || hasGap(value);
    }

    /// A blank makes a sentence of a value, unless there are no words in it.
    private static boolean hasGap(String value) {
        boolean gap = value.chars().anyMatch(it -> it <= ' ' || it == 127);
        return gap && (value.length() < 2 * LONG || Words.coverage(value) > 0.2);
    }

    /// `$NAME`, `${…}`, `$(…)`.
    private static boolean isVariable(String value) {
        if (!value.startsWith("$") || value.length() < 2) {
            return false;
        }
        boolean name = value.substring(1).chars().allMatch(ByteSet.IDENTIFIER::contains);
        return name || "({".indexOf(value.charAt(1)) >= 0;
    }

    /// `<…>`, `[…]`, `{…}`, `%…%`, `%v`.
    private static boolean isEnclosed(String value) {
        if (value.isEmpty()) {
            return true;
        }
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        boolean format = first == '%' && (last == '%' || value.length() == 2);
        boolean brackets = (first == '<' && last == '>') || (first == '[' && last == ']');
        return format || brackets || (first == '{' && last == '}' && !hasDigit(value));
    }

    /// A path, a URL, a call, a list: code or settings, not a secret.
    private static boolean isExpression(String value) {
        return value.contains("://")
                || (value.contains("(") && value.length() < 2 * LONG)
                || value.startsWith("/")
                || value.startsWith("./")
                || value.startsWith("--")
                || value.startsWith("\\")
                || value.contains("->")
                || value.contains("::")
                || value.contains("=>")
                || value.contains("\\n")
                || NUMBERS.matcher(value).lookingAt()
                || value.chars().noneMatch(ByteSet.ALPHANUMERIC::contains);
    }

    /// What a password was hashed to: kept by those who do not want to keep the password.
    private static boolean isHash(String value) {
        return value.startsWith("$2")
                || value.startsWith("$argon2")
                || value.startsWith("$1$")
                || value.startsWith("$5$")
                || value.startsWith("$6$")
                || value.startsWith("$scrypt")
                || value.startsWith("$pbkdf2")
                || value.startsWith("pbkdf2_")
                || (value.startsWith("{") && value.indexOf('}') > 0);
    }

    /// `0x8004741c`: a number of a program.
    private static boolean isConstant(String value) {
        return value.startsWith("0x") && value.length() <= 18;
    }

    /// Made of words, with nothing else to speak of: typed by a person as a name or a remark.
    static boolean isTyped(String value) {
        if (!hasLetter(value)) {
            return value.length() < 6;
        }
        double coverage = Words.coverage(value);
        if (coverage > (hasDigit(value) ? WORDY_WITH_DIGITS : WORDY)) {
            return true;
        }
        String lower = Checks.lower(value);
        return value.length() < LONG
                && coverage > 0.3
                && TRIVIAL.stream().anyMatch(lower::contains);
    }

    /// A password that a person made up, in a file of settings: words, but with what rules ask for.
    private static boolean isChosen(Window window, String value, Generic kind) {
        if (!kind.equals(Generic.PASSWORD)
                || window.origin().dialect() != Origin.Dialect.SETTINGS
                || value.length() < CHOSEN_MIN
                || !hasDigit(value)) {
            return false;
        }
        boolean upper = value.chars().anyMatch(Character::isUpperCase);
        boolean symbol = value.chars().anyMatch(it -> !ByteSet.IDENTIFIER.contains(it));
        String lower = Checks.lower(value);
        return symbol || upper || TRIVIAL.stream().noneMatch(lower::contains);
    }

    static boolean hasDigit(String value) {
        return value.chars().anyMatch(ByteSet.DIGITS::contains);
    }

    private static boolean hasLetter(String value) {
        return value.chars().anyMatch(ByteSet.LETTERS::contains);
    }
}
