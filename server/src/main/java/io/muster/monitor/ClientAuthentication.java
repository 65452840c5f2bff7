package io.muster.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// When public authorities stop to issue certificates that authenticate clients.
///
/// @param ends the first that fits an issuer counts
public record ClientAuthentication(List<End> ends) {

    /// @param issuer what its name has in it, in small letters; empty for every public authority
    /// @param on from this day on none is issued
    /// @param source who said so
    public record End(String issuer, LocalDate on, String source) {}

    public ClientAuthentication {
        ends = List.copyOf(ends);
    }

    /// What is known (`client-authentication-ends.csv`).
    public static ClientAuthentication shipped() {
        try (InputStream in =
                ClientAuthentication.class.getResourceAsStream("client-authentication-ends.csv")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks client-authentication-ends.csv");
            }
            return new ClientAuthentication(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(it -> !it.startsWith("#") && !it.startsWith("issuer,"))
                            .map(it -> it.split(",", 3))
                            .map(it -> new End(it[0], LocalDate.parse(it[1]), it[2]))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What holds for certificates of `issuer`.
    public Optional<End> of(String issuer) {
        String name = issuer.toLowerCase(Locale.ROOT);
        return ends.stream().filter(it -> name.contains(it.issuer())).findFirst();
    }
}
