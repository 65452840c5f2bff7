package io.muster.roll;

import io.muster.model.CredentialId;
import io.muster.model.Declaration;
import io.muster.model.Entry;
import io.muster.model.KeyId;
import io.muster.model.Place;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.roll.anchor.ClaimedNames;
import io.muster.roll.anchor.DistinguishedName;
import io.muster.roll.anchor.Where;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// By what a line of a declared list and a credential recognise each other: texts that both sides
/// write alike.
final class DeclarationKeys {
    private static final HexFormat HEX = HexFormat.of();

    private DeclarationKeys() {}

    /// The rules, surest first.
    enum Rule {
        FINGERPRINT("fingerprint"),
        /// What the line gives as fingerprint is that of the key.
        KEY("key"),
        SERIAL_NUMBER("serial-number"),
        PLACE("place"),
        NAMES("names");

        private final String text;

        Rule(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// The credentials of a roll by what a line may say of them.
    static final class Index {
        private final Map<Rule, Map<String, Set<CredentialId>>> byKey = new HashMap<>();

        void add(Entry entry) {
            CredentialId id = entry.credential().id();
            keys(entry, (rule, keys) -> note(rule, keys, id));
        }

        private void note(Rule rule, Collection<String> keys, CredentialId id) {
            Map<String, Set<CredentialId>> map = byKey.computeIfAbsent(rule, _ -> new HashMap<>());
            keys.forEach(it -> map.computeIfAbsent(it, _ -> new LinkedHashSet<>(1)).add(id));
        }

        /// What `declaration` means by `rule`. By names: whatever claims all of them.
        List<CredentialId> find(Rule rule, Declaration declaration) {
            Map<String, Set<CredentialId>> map = byKey.getOrDefault(rule, Map.of());
            if (rule == Rule.NAMES) {
                return claiming(declaration.names(), map);
            }
            return keys(rule, declaration).stream()
                    .flatMap(it -> map.getOrDefault(it, Set.of()).stream())
                    .distinct()
                    .toList();
        }

        private static List<CredentialId> claiming(
                List<String> names, Map<String, Set<CredentialId>> map) {
            if (names.isEmpty()) {
                return List.of();
            }
            List<CredentialId> all = new ArrayList<>(map.getOrDefault(names.getFirst(), Set.of()));
            names.forEach(it -> all.retainAll(map.getOrDefault(it, Set.of())));
            return all;
        }
    }

    /// What no line of `declared` means by any rule is refused; what is let through, some line may
    /// mean.
    static Predicate<Entry> mentioned(Collection<Declaration> declared) {
        Map<Rule, Set<String>> wanted = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            Set<String> keys = new HashSet<>();
            declared.forEach(it -> keys.addAll(keys(rule, it)));
            wanted.put(rule, keys);
        }
        return entry -> {
            boolean[] found = {false};
            keys(
                    entry,
                    (rule, keys) -> {
                        Set<String> some = wanted.getOrDefault(rule, Set.of());
                        found[0] |= !some.isEmpty() && keys.stream().anyMatch(some::contains);
                    });
            return found[0];
        };
    }

    /// By what `entry` may be meant.
    private static void keys(Entry entry, BiConsumer<Rule, Collection<String>> taker) {
        taker.accept(
                Rule.FINGERPRINT,
                List.of(HEX.formatHex(entry.credential().fingerprint().digest().toArray())));
        if (entry.credential() instanceof X509Certificate certificate) {
            KeyId key = certificate.keys().subjectKey();
            taker.accept(Rule.KEY, List.of(HEX.formatHex(key.spki().digest().toArray())));
            taker.accept(Rule.FINGERPRINT, List.of(sha1(certificate.der().toArray())));
            taker.accept(Rule.SERIAL_NUMBER, issued(certificate));
            taker.accept(Rule.NAMES, names(certificate));
        }
        for (Sighting sighting : entry.sightings()) {
            taker.accept(Rule.PLACE, spots(sighting));
        }
    }

    private static Collection<String> keys(Rule rule, Declaration declaration) {
        return switch (rule) {
            case FINGERPRINT, KEY -> declaration.fingerprint().stream().toList();
            case SERIAL_NUMBER -> serials(declaration);
            case PLACE -> declaration.place().map(DeclarationKeys::spotsOf).orElse(Set.of());
            case NAMES -> declaration.names();
        };
    }

    /// A serial number is unique for its issuer only; without one it means nothing.
    private static Collection<String> serials(Declaration declaration) {
        if (declaration.serialNumber().isEmpty() || declaration.issuer().isEmpty()) {
            return List.of();
        }
        String serial = declaration.serialNumber().get();
        Set<String> keys = new HashSet<>();
        for (String issuer : issuerForms(declaration.issuer().get())) {
            keys.add(bare(serial) + " " + issuer);
            if (serial.matches("[0-9]{1,60}")) {
                keys.add(new BigInteger(serial).toString(16) + " " + issuer);
            }
        }
        return keys;
    }

    private static Collection<String> issued(X509Certificate certificate) {
        Set<String> keys = new HashSet<>();
        for (String issuer : issuerForms(certificate.issuer())) {
            keys.add(bare(certificate.serialNumber()) + " " + issuer);
        }
        return keys;
    }

    private static String bare(String serial) {
        String bare = serial.replaceFirst("^0+", "");
        return bare.isEmpty() ? "0" : bare;
    }

    /// The common name, else all attributes in any order; a text that is no distinguished name
    /// stands for a common name.
    private static Set<String> issuerForms(String issuer) {
        DistinguishedName name = DistinguishedName.of(issuer);
        if (name.attributes().isEmpty()) {
            return Set.of(issuer.strip().toLowerCase(Locale.ROOT));
        }
        return name.first("CN")
                .map(it -> Set.of(it.toLowerCase(Locale.ROOT)))
                .orElseGet(() ->
                        Set.of(
                                String.join(
                                        ",",
                                        name.attributes().stream()
                                                .map(it -> it.getKey() + "=" + it.getValue())
                                                .map(it -> it.toLowerCase(Locale.ROOT))
                                                .sorted()
                                                .toList())));
    }

    private static Collection<String> names(X509Certificate certificate) {
        return ClaimedNames.of(certificate).stream()
                .map(it -> it.substring(it.indexOf(':') + 1).toLowerCase(Locale.ROOT))
                .toList();
    }

    /// A sighting's place in every form in which a person might write it.
    private static Collection<String> spots(Sighting sighting) {
        String file = Where.file(sighting);
        String scheme = sighting.place().scheme();
        Set<String> spots = new HashSet<>(List.of(sighting.place().text(), file));
        switch (scheme) {
            case "file" -> spots.add("path " + Where.path(new Place(file)));
            case "tls", "ssh" -> {
                String authority = sighting.place().rest().toLowerCase(Locale.ROOT);
                spots.add("endpoint " + authority);
                spots.add("host " + Where.host(sighting.place()).toLowerCase(Locale.ROOT));
                sighting.facts()
                        .text("sni")
                        .ifPresent(it -> spots.add("host " + it.toLowerCase(Locale.ROOT)));
            }
            default -> {}
        }
        return spots;
    }

    private static Set<String> spotsOf(String written) {
        if (written.startsWith("/") || written.matches("[A-Za-z]:\\\\.*")) {
            return Set.of("path " + written);
        }
        if (written.startsWith("https://")) {
            String authority =
                    written.substring(8).replaceFirst("[/?#].*$", "").toLowerCase(Locale.ROOT);
            return Set.of(
                    "endpoint " + (authority.matches(".*:\\d+") ? authority : authority + ":443"));
        }
        if (written.contains("://")) {
            return Set.of(written);
        }
        boolean port = written.matches(".*:\\d{1,5}");
        return Set.of((port ? "endpoint " : "host ") + written.toLowerCase(Locale.ROOT));
    }

    private static String sha1(byte[] der) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-1").digest(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must support SHA-1", e);
        }
    }
}
