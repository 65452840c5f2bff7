package io.muster.inventory.query;

import java.util.Arrays;
import java.util.List;

/// Which values a field has.
///
/// @param choices the closed list; empty when the values are not ours to list
/// @param mayBeNone whether it may have no value, and `none` can be asked
record Values(Form form, List<String> choices, boolean mayBeNone) {
    static final Values NAME = of(Form.NAME);
    static final Values TEXT = of(Form.TEXT);
    static final Values DIGITS = of(Form.DIGITS);
    static final Values NUMBER = of(Form.NUMBER);
    static final Values TIME = of(Form.TIME);
    static final Values FLAG = new Values(Form.FLAG, List.of("yes", "no"), false);

    private static Values of(Form form) {
        return new Values(form, List.of(), false);
    }

    static Values oneOf(String... choices) {
        return new Values(Form.WORD, List.of(choices), false);
    }

    static Values oneOf(Enum<?>... choices) {
        return oneOf(Arrays.stream(choices).map(Object::toString).toArray(String[]::new));
    }

    Values orNone() {
        return new Values(form, choices, true);
    }
}
