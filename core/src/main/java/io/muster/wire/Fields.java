package io.muster.wire;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The members of one JSON object; asks for each in the form that it must have.
///
/// @param what the object's name, for messages
record Fields(String what, Map<String, Object> values) {

    /// An empty text is a text.
    String text(String name) throws Malformed {
        return optionalText(name).orElseThrow(() -> lacks(name));
    }

    Optional<String> optionalText(String name) throws Malformed {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            case Object _ -> throw new Malformed(what + ": " + name + " must be a text");
        };
    }

    List<String> texts(String name) throws Malformed {
        return list(name, String.class, Integer.MAX_VALUE);
    }

    List<Fields> objects(String name, int most) throws Malformed {
        return list(name, Fields.class, most);
    }

    private <T> List<T> list(String name, Class<T> of, int most) throws Malformed {
        return switch (values.get(name)) {
            case null -> List.of();
            case List<?> list when list.size() > most ->
                    throw new Malformed(what + ": " + name + " has more than " + most);
            case List<?> list when list.stream().allMatch(of::isInstance) ->
                    list.stream().map(of::cast).toList();
            case Object _ -> throw new Malformed(what + ": " + name + " has the wrong form");
        };
    }

    Bytes bytes(String name) throws Malformed {
        try {
            return Bytes.of(Base64.getDecoder().decode(text(name)));
        } catch (IllegalArgumentException e) {
            throw new Malformed(what + ": " + name + " must be base64", e);
        }
    }

    Optional<Instant> instant(String name) throws Malformed {
        Optional<String> text = optionalText(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(instant(what, name, text.get()));
    }

    static Instant instant(String what, String name, String text) throws Malformed {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Malformed(what + ": " + name + " must be a time as RFC 3339 writes it", e);
        }
    }

    Optional<Fields> object(String name) throws Malformed {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Fields object -> Optional.of(object);
            case Object _ -> throw new Malformed(what + ": " + name + " must be an object");
        };
    }

    /// A whole number from 0 to `most`.
    int number(String name, int most) throws Malformed {
        if (values.get(name) instanceof Long number && number >= 0 && number <= most) {
            return number.intValue();
        }
        throw new Malformed(what + ": " + name + " must be a number from 0 to " + most);
    }

    Malformed lacks(String name) {
        return new Malformed(what + " lacks " + name);
    }
}
