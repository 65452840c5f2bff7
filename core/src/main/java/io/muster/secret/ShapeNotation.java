package io.muster.secret;

import io.muster.secret.Shape.Choice;
import io.muster.secret.Shape.Part;
import io.muster.secret.Shape.Run;
import io.muster.secret.Shape.Secret;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Reads the notation of a [Shape]: literals, `\.` escapes, `\d \w \s`, `.`, classes `[a-z]` and
/// `[^a-z]`, groups `(?:a|b)`, the capture `( )`, quantifiers `? * + {n} {m,n}`, and `(?i)` in
/// front.
///
/// Detectors are written by us, so a mistake is a programming error and ends the start of the
/// scanner with the place where reading stopped.
final class ShapeNotation {
    /// What `*` and `+` mean: nothing is unbounded.
    static final int RUN_LIMIT = 4096;

    private final String notation;
    private final boolean ignoreCase;
    private int position;

    private ShapeNotation(String notation, int position, boolean ignoreCase) {
        this.notation = notation;
        this.position = position;
        this.ignoreCase = ignoreCase;
    }

    static List<Part> parse(String notation) {
        boolean ignoreCase = notation.startsWith("(?i)");
        var reader = new ShapeNotation(notation, ignoreCase ? 4 : 0, ignoreCase);
        var alternatives = reader.alternatives();
        if (reader.position != notation.length()) {
            throw reader.wrong("unbalanced )");
        }
        return alternatives.size() == 1
                ? alternatives.getFirst()
                : List.of(new Choice(alternatives, 1, 1));
    }

    private List<List<Part>> alternatives() {
        var all = new ArrayList<List<Part>>();
        var parts = new ArrayList<Part>();
        while (position < notation.length() && notation.charAt(position) != ')') {
            if (notation.charAt(position) == '|') {
                position++;
                all.add(List.copyOf(parts));
                parts.clear();
            } else {
                parts.add(part());
            }
        }
        all.add(List.copyOf(parts));
        return List.copyOf(all);
    }

    private Part part() {
        char character = notation.charAt(position++);
        return switch (character) {
            case '(' -> group();
            case '[' -> run(characterClass());
            case '.' -> run(ByteSet.WITHIN_LINE.bits());
            case '\\' -> run(escaped());
            case '*', '+', '?', '{', ']' -> throw wrong("nothing to repeat");
            default -> run(single(character));
        };
    }

    private Part group() {
        boolean capture = !notation.startsWith("?:", position);
        position += capture ? 0 : 2;
        var alternatives = alternatives();
        if (position >= notation.length()) {
            throw wrong("missing )");
        }
        position++;
        int[] times = times();
        if (!capture) {
            return new Choice(alternatives, times[0], times[1]);
        }
        return new Secret(
                alternatives.size() == 1
                        ? alternatives.getFirst()
                        : List.of(new Choice(alternatives, 1, 1)));
    }

    private Run run(BitSet bits) {
        if (ignoreCase) {
            for (char letter = 'a'; letter <= 'z'; letter++) {
                boolean either = bits.get(letter) || bits.get(letter - 32);
                bits.set(letter, either);
                bits.set(letter - 32, either);
            }
        }
        int[] times = times();
        return new Run(ByteSet.of(bits), times[0], times[1]);
    }

    private BitSet characterClass() {
        boolean negated = notation.charAt(position) == '^';
        position += negated ? 1 : 0;
        var bits = new BitSet(256);
        while (notation.charAt(position) != ']') {
            char first = notation.charAt(position++);
            if (first == '\\') {
                bits.or(escaped());
            } else if (notation.charAt(position) == '-' && notation.charAt(position + 1) != ']') {
                bits.set(first, notation.charAt(position + 1) + 1);
                position += 2;
            } else {
                bits.set(first);
            }
        }
        position++;
        if (negated) {
            bits.flip(0, 256);
        }
        return bits;
    }

    private BitSet escaped() {
        char character = notation.charAt(position++);
        return switch (character) {
            case 'd' -> ByteSet.DIGITS.bits();
            case 'w' -> ByteSet.IDENTIFIER.bits();
            case 's' -> ByteSet.SPACE.bits();
            case 'n' -> single('\n');
            case 't' -> single('\t');
            default -> {
                if (ByteSet.ALPHANUMERIC.contains(character)) {
                    throw wrong("unknown escape");
                }
                yield single(character);
            }
        };
    }

    private static BitSet single(char character) {
        var bits = new BitSet(256);
        bits.set(character);
        return bits;
    }

    private int[] times() {
        char next = position < notation.length() ? notation.charAt(position) : 0;
        int[] times =
                switch (next) {
                    case '?' -> new int[] {0, 1};
                    case '*' -> new int[] {0, RUN_LIMIT};
                    case '+' -> new int[] {1, RUN_LIMIT};
                    case '{' -> counted();
                    default -> new int[] {1, 1};
                };
        position += next == '?' || next == '*' || next == '+' ? 1 : 0;
        return times;
    }

    private int[] counted() {
        int close = notation.indexOf('}', position);
        String[] bounds = notation.substring(position + 1, close).split(",", -1);
        position = close + 1;
        int min = Integer.parseInt(bounds[0]);
        if (bounds.length == 1) {
            return new int[] {min, min};
        }
        return new int[] {min, bounds[1].isEmpty() ? RUN_LIMIT : Integer.parseInt(bounds[1])};
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " at " + position + " of shape " + notation);
    }
}
