package io.muster.roll.anchor;

import io.muster.model.Name;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How far a name is unique: in the world, among what one authority names, or nowhere.
enum Uniqueness {
    WORLD,
    /// `web-1`, `db.corp`, `pay.svc.cluster.local`: somebody else has one too.
    REALM,
    /// `localhost`, `10.0.0.7`, `ubuntu`: everybody has one.
    NOWHERE;

    /// Top labels that the public name system never delegates (RFC 6761, RFC 6762 appendix G, RFC
    /// 8375, `.internal` of 2024) or that are in common private use.
    private static final Set<String> PRIVATE_TOP =
            Set.of(
                    "local",
                    "localdomain",
                    "internal",
                    "intranet",
                    "private",
                    "corp",
                    "home",
                    "lan",
                    "test",
                    "invalid",
                    "svc",
                    "default",
                    "cluster",
                    "consul",
                    "docker",
                    "onion",
                    "alt");

    /// What installers and vendors write when nobody told them a name.
    private static final Set<String> DEFAULTS =
            Set.of(
                    "localhost",
                    "localdomain",
                    "ip6-localhost",
                    "ip6-loopback",
                    "ubuntu",
                    "debian",
                    "raspberrypi",
                    "centos",
                    "fedora",
                    "kali",
                    "archlinux",
                    "alpine",
                    "host",
                    "hostname",
                    "server",
                    "default",
                    "unknown",
                    "none",
                    "router",
                    "buildkitsandbox",
                    "snakeoil",
                    "changeme",
                    "*");

    /// Of one of `names`, seen among the others: what only shortens an internal name
    /// (`kubernetes.default` beside `kubernetes.default.svc`) is internal.
    static Uniqueness of(Name name, List<Name> names) {
        Uniqueness alone = of(name);
        boolean shortened =
                alone == WORLD
                        && names.stream()
                                .filter(it -> it.text().startsWith(name.text() + "."))
                                .anyMatch(it -> of(it) == REALM);
        return shortened ? REALM : alone;
    }

    static Uniqueness of(Name name) {
        return switch (name) {
            case Name.Dns dns -> ofDns(dns.text());
            case Name.Ip address -> ofAddress(address.text());
            case Name.Email email ->
                    ofDns(email.text().substring(email.text().lastIndexOf('@') + 1));
            case Name.Uri uri -> uri.text().startsWith("urn:") ? WORLD : ofUri(uri.text());
            case Name.Directory _, Name.Other _ -> REALM;
        };
    }

    /// A host as a place or a person writes it: a name or an address.
    static Uniqueness ofHost(String host) {
        boolean address = host.contains(":") || host.matches("[0-9.]+");
        if (address) {
            return ofAddress(host);
        }
        return host.isEmpty() || ofDns(host) == NOWHERE ? NOWHERE : WORLD;
    }

    private static Uniqueness ofDns(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        String bare = host.startsWith("*.") ? host.substring(2) : host;
        String top = bare.substring(bare.lastIndexOf('.') + 1);
        if (DEFAULTS.contains(bare) || top.equals("localhost") || bare.startsWith("localhost.")) {
            return NOWHERE;
        }
        if (bare.equals("home.arpa") || bare.endsWith(".home.arpa")) {
            return REALM;
        }
        // A top label of the public name system has letters only, or is an A-label.
        boolean publicTop = top.startsWith("xn--") || top.matches("[a-z]{2,63}");
        return bare.indexOf('.') < 0 || !publicTop || PRIVATE_TOP.contains(top) ? REALM : WORLD;
    }

    private static Uniqueness ofUri(String text) {
        int start = text.indexOf("://");
        if (start < 0) {
            return REALM;
        }
        String rest = text.substring(start + 3);
        int end = 0;
        while (end < rest.length() && "/?#:".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return ofDns(rest.substring(0, end));
    }

    private static Uniqueness ofAddress(String text) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return NOWHERE;
        }
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || uniqueLocal
                        || carrierGrade
                ? NOWHERE
                : WORLD;
    }
}
