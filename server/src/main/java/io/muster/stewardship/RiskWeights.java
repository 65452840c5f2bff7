package io.muster.stewardship;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What each factor of a risk adds, as `risk.properties` says.
record RiskWeights(Properties values) {
    private static final String FILE = "risk.properties";
    static final RiskWeights SHIPPED = shipped();

    private static RiskWeights shipped() {
        Properties values = new Properties();
        try (InputStream in = RiskWeights.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + FILE);
            }
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RiskWeights(values);
    }

    double of(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(FILE + " says nothing of " + name);
        }
        return Double.parseDouble(value);
    }
}
