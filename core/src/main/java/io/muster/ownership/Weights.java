package io.muster.ownership;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/// What each kind of clue weighs, in logarithms of odds: one that weighs 1 makes a team e times as
/// probable.
///
/// The shipped ones stand in `weights.properties` and were fitted to a made-up estate; how well
/// they do on another is a test.
///
/// @param nobody what speaks against all teams: the higher, the more it takes to be sure
public record Weights(Map<Clue.Kind, Double> of, double nobody) {
    private static final String FILE = "weights.properties";
    private static final String NOBODY = "nobody";

    /// Those that come with Muster.
    public static final Weights SHIPPED = shipped();

    public Weights {
        of = Map.copyOf(of);
    }

    double of(Clue.Kind kind) {
        return of.getOrDefault(kind, 0.0);
    }

    private static Weights shipped() {
        Properties file = new Properties();
        try (InputStream in = Weights.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + FILE);
            }
            file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Clue.Kind, Double> weights = new EnumMap<>(Clue.Kind.class);
        for (Clue.Kind kind : Clue.Kind.values()) {
            weights.put(kind, number(file, kind.toString()));
        }
        return new Weights(weights, number(file, NOBODY));
    }

    private static double number(Properties file, String name) {
        String value = file.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(FILE + " says nothing of " + name);
        }
        return Double.parseDouble(value);
    }
}
