package io.muster.config;

import io.muster.model.Malformed;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Which machines may come in by a certificate or by a token of somebody else's.
///
/// @param anchors PEM file of the authorities whose certificates are taken; empty: none are
/// @param crls files of lists of revoked certificates
public record MachineSettings(
        Optional<Path> anchors, List<Path> crls, List<Issuer> issuers, List<Rule> rules) {
    /// None may.
    public static final MachineSettings NONE =
            new MachineSettings(Optional.empty(), List.of(), List.of(), List.of());

    private static final int ITEMS_MAX = 1_000;

    /// Who makes tokens.
    ///
    /// @param audience what they must be for
    /// @param keys address of the keys; empty: where the issuer's own document says
    /// @param keysFile a file of the keys, instead
    /// @param hosts besides the issuer's own, where its keys may lie
    /// @param ca PEM file of the authorities by which the issuer is known
    /// @param once is a token good for one request?
    public record Issuer(
            URI issuer,
            String audience,
            Optional<URI> keys,
            Optional<Path> keysFile,
            List<String> hosts,
            Optional<Path> ca,
            boolean once) {
        public Issuer {
            hosts = List.copyOf(hosts);
        }
    }

    /// Who is let in: by `san`, or by `issuer` and `claims`.
    ///
    /// @param san `dns:NAME` or `uri:NAME`
    /// @param signedBy the name of the authority that must have signed it
    public record Rule(
            String name,
            Optional<String> san,
            Optional<String> signedBy,
            Optional<String> issuer,
            SortedMap<String, String> claims,
            List<String> scope,
            List<String> places,
            List<String> teams) {
        public Rule {
            scope = List.copyOf(scope);
            places = List.copyOf(places);
            teams = List.copyOf(teams);
        }
    }

    public MachineSettings {
        crls = List.copyOf(crls);
        issuers = List.copyOf(issuers);
        rules = List.copyOf(rules);
    }

    static MachineSettings of(Configuration configuration) throws Malformed {
        List<Issuer> issuers = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (Item item : Estate.items(configuration, "machines.issuers", ITEMS_MAX)) {
            Issuer issuer = issuer(item);
            if (!named.add(issuer.issuer().toString())) {
                throw item.wrong("issuer", "is there twice");
            }
            issuers.add(issuer);
        }
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Optional<Path> anchors = configuration.text("machines.anchors").map(Path::of);
        for (Item item : Estate.items(configuration, "machines.rules", ITEMS_MAX)) {
            Rule rule = rule(item);
            if (!names.add(rule.name())) {
                throw item.wrong("name", "is there twice");
            }
            if (rule.san().isPresent() && anchors.isEmpty()) {
                throw item.wrong("san", "needs machines.anchors: whose certificates are taken");
            }
            if (rule.issuer().isPresent() && !named.contains(rule.issuer().get())) {
                throw item.wrong("issuer", "is none of machines.issuers");
            }
            rules.add(rule);
        }
        return new MachineSettings(
                anchors,
                configuration.texts("machines.crls").stream().map(Path::of).toList(),
                issuers,
                rules);
    }

    private static Issuer issuer(Item item) throws Malformed {
        URI issuer = address(item, "issuer", item.text("issuer"));
        Optional<String> keys = item.some("keys");
        Issuer read =
                new Issuer(
                        issuer,
                        item.text("audience"),
                        keys.isEmpty()
                                ? Optional.empty()
                                : Optional.of(address(item, "keys", keys.get())),
                        item.some("keys-file").map(Path::of),
                        item.texts("hosts"),
                        item.some("ca").map(Path::of),
                        item.yes("once", false));
        item.end();
        return read;
    }

    /// Over plain HTTP anybody between could say whose keys are good; within one machine there is
    /// nobody.
    private static URI address(Item item, String member, String text) throws Malformed {
        try {
            URI address = URI.create(text);
            boolean local =
                    "http".equals(address.getScheme())
                            && String.valueOf(address.getHost())
                                    .matches("localhost|127[.][0-9.]+|\\[::1]");
            if (address.getHost() != null
                    && address.getRawUserInfo() == null
                    && ("https".equals(address.getScheme()) || local)) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // As any other that is none.
        }
        throw item.wrong(member, "must be https://HOST…");
    }

    private static Rule rule(Item item) throws Malformed {
        String name = item.text("name");
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,99}")) {
            throw item.wrong("name", "is 1 to 100 small letters, digits, dots and hyphens");
        }
        Rule rule =
                new Rule(
                        name,
                        item.some("san"),
                        item.some("signed-by"),
                        item.some("issuer"),
                        item.map("claims"),
                        item.texts("scope"),
                        item.texts("places"),
                        item.texts("teams"));
        item.end();
        if (rule.san().isPresent() == rule.issuer().isPresent()) {
            throw item.wrong("san", "or 'issuer' must be there, and not both");
        }
        if (rule.san().isPresent() && !rule.san().get().matches("(dns|uri):.+")) {
            throw item.wrong("san", "must be dns:NAME or uri:NAME");
        }
        if (rule.issuer().isPresent() && rule.claims().isEmpty()) {
            throw item.wrong(
                    "claims",
                    "is missing: without it whoever has a token of this issuer is let in");
        }
        return rule;
    }
}
