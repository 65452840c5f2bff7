package io.muster.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Ports to ask, ascending and without duplicates; none means the default of the target's scheme.
///
/// @param chosen whether somebody expects an answer there
public record Ports(List<Integer> numbers, Chosen chosen) {
    /// Whatever the scheme is usually served on.
    public static final Ports DEFAULT = new Ports(List.of());

    /// How the ports were come by.
    public enum Chosen {
        /// Somebody named them, or their scheme.
        BY_NAME,
        /// Nobody named them; services are usually there, and nothing need be.
        BY_HABIT
    }

    /// Ports that somebody named.
    public Ports(List<Integer> numbers) {
        this(numbers, Chosen.BY_NAME);
    }

    /// A port at which a service usually is.
    public static Ports usual(int number) {
        return new Ports(List.of(number), Chosen.BY_HABIT);
    }

    public Ports {
        numbers = List.copyOf(new TreeSet<>(numbers));
        if (numbers.stream().anyMatch(port -> port < 1 || port > 65535)) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
    }

    /// Reads `443`, `443,8443` or `8000-8100,9443`.
    ///
    /// @throws IllegalArgumentException when `text` is none of them
    public static Ports parse(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no list of ports; write it as 443,8000-8100");
            }
            String[] ends = part.split("-", 2);
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (last > 65535 || first > last) {
                throw new IllegalArgumentException(
                        "a range of ports goes upwards to at most 65535");
            }
            for (int port = first; port <= last; port++) {
                numbers.add(port);
            }
        }
        return new Ports(numbers);
    }

    List<Integer> or(int fallback) {
        return numbers.isEmpty() ? List.of(fallback) : numbers;
    }
}
