package io.muster.compliance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a credential stands to quantum computers, and by when it must have been replaced.
///
/// Dates: NIST IR 8547 (initial public draft, November 2024) by strength; CNSA 2.0 by category,
/// which follows from the kind of credential. Both are plans of others: they are data here, and
/// nothing says that they are final.
///
/// @param category of CNSA 2.0 that it was taken for
/// @param deprecated the last day before NIST deprecates it
/// @param disallowed the last day on which NIST allows it
/// @param prefer the year from which CNSA 2.0 prefers what is safe
/// @param exclusive the last day on which CNSA 2.0 lets it be used
public record Readiness(
        Standing standing,
        String category,
        Optional<LocalDate> deprecated,
        Optional<LocalDate> disallowed,
        Optional<Integer> prefer,
        Optional<LocalDate> exclusive) {
    private static final LocalDate DEPRECATED = LocalDate.of(2030, 12, 31);
    private static final LocalDate DISALLOWED = LocalDate.of(2035, 12, 31);
    private static final int RSA_OF_128_BITS = 3072;
    private static final int CURVE_OF_128_BITS = 250;

    /// How it stands.
    public enum Standing {
        /// Nothing known breaks it, and CNSA 2.0 allows it.
        READY,
        /// Safe for NIST; CNSA 2.0 asks for more.
        SAFE,
        HYBRID,
        /// Sound today, falls to a large quantum computer.
        VULNERABLE,
        /// Broken, weak or made before its standard: to be replaced whatever comes.
        BROKEN,
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Category(String name, Optional<Integer> prefer, int exclusive) {}

    private static final Category WEB =
            new Category("web servers and cloud", Optional.of(2025), 2033);
    private static final Category NETWORK = new Category("networking", Optional.of(2026), 2030);
    private static final Category SIGNING =
            new Category("software and firmware signing", Optional.of(2025), 2030);
    private static final Category OTHER = new Category("custom and legacy", Optional.empty(), 2033);

    /// @param type of the credential
    /// @param algorithm of its key, as the roll names it
    /// @param size of the key in bits; 0 when it has none
    /// @param strength the class that policy judges by
    public static Readiness of(String type, String algorithm, long size, String strength) {
        Category category = category(type);
        return switch (strength) {
            case "quantum-safe" ->
                    good(allowedByCnsa(algorithm) ? Standing.READY : Standing.SAFE, category);
            case "hybrid" -> good(Standing.HYBRID, category);
            case "quantum-vulnerable" ->
                    dated(Standing.VULNERABLE, category, small(algorithm, size));
            case "broken", "weak", "pre-standard" -> dated(Standing.BROKEN, category, true);
            default -> good(Standing.UNKNOWN, category);
        };
    }

    private static Readiness good(Standing standing, Category category) {
        return new Readiness(
                standing,
                category.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Readiness dated(Standing standing, Category category, boolean small) {
        return new Readiness(
                standing,
                category.name(),
                small ? Optional.of(DEPRECATED) : Optional.empty(),
                Optional.of(DISALLOWED),
                category.prefer(),
                Optional.of(LocalDate.of(category.exclusive(), 12, 31)));
    }

    /// Under 128 bits of strength (SP 800-57 part 1).
    private static boolean small(String algorithm, long size) {
        String name = algorithm.toUpperCase(Locale.ROOT);
        boolean factoring =
                name.startsWith("RSA") || name.startsWith("DSA") || name.startsWith("DH");
        return size > 0 && size < (factoring ? RSA_OF_128_BITS : CURVE_OF_128_BITS);
    }

    private static boolean allowedByCnsa(String algorithm) {
        String name = algorithm.toUpperCase(Locale.ROOT);
        return List.of("ML-DSA-87", "ML-KEM-1024", "HSS", "LMS", "XMSS").stream()
                .anyMatch(name::startsWith);
    }

    private static Category category(String type) {
        return switch (type) {
            case "x509-certificate", "json-web-key" -> WEB;
            case "ssh-key", "ssh-certificate" -> NETWORK;
            case "pgp-key" -> SIGNING;
            default -> OTHER;
        };
    }

    /// The first day that somebody sets, whoever it is.
    public Optional<LocalDate> earliest() {
        return List.of(deprecated, disallowed, exclusive).stream()
                .flatMap(Optional::stream)
                .min(LocalDate::compareTo);
    }

    /// Whether a credential that ends at `notAfter`, or never, would be valid beyond that day.
    public boolean outlivedBy(Optional<Instant> notAfter) {
        return earliest()
                .filter(day ->
                        notAfter.isEmpty()
                                || notAfter.get().atZone(ZoneOffset.UTC).toLocalDate().isAfter(day))
                .isPresent();
    }
}
