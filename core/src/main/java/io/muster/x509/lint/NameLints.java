package io.muster.x509.lint;

import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.x509.lint.FieldLints.rule;

import io.muster.x509.Certificate;
import io.muster.x509.GeneralName;
import io.muster.x509.Oids;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// subjectAltName: RFC 5280 4.2.1.6.
final class NameLints {
    /// Local part and host, without the comments and quotes of RFC 5322.
    private static final Pattern MAILBOX =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]++@[A-Za-z0-9.-]++");

    static final List<Lint> ALL =
            List.of(
                    rule(
                            "san-unreadable",
                            HIGH,
                            "4.2.1.6",
                            "has a subjectAltName that is empty or cannot be read",
                            ExtensionLints.unreadable(Oids.SUBJECT_ALT_NAME)),
                    rule(
                            "san-not-critical-without-subject",
                            MEDIUM,
                            "4.2.1.6",
                            "has neither a subject nor a critical subjectAltName",
                            certificate ->
                                    certificate.subject().isEmpty()
                                            && !certificate
                                                    .extensions()
                                                    .isCritical(Oids.SUBJECT_ALT_NAME)),
                    rule(
                            "san-critical-with-subject",
                            LOW,
                            "4.2.1.6",
                            "has a critical subjectAltName beside a subject",
                            certificate ->
                                    !certificate.subject().isEmpty()
                                            && certificate
                                                    .extensions()
                                                    .isCritical(Oids.SUBJECT_ALT_NAME)),
                    rule(
                            "san-empty-name",
                            MEDIUM,
                            "4.2.1.6",
                            "has an empty name in subjectAltName",
                            NameLints::hasEmptyName),
                    rule(
                            "san-dns-space",
                            MEDIUM,
                            "4.2.1.6",
                            "has the host name \" \"",
                            anyHost(host -> host.equals(" "))),
                    rule(
                            "san-dns-not-ascii",
                            MEDIUM,
                            "4.2.1.6",
                            "has a host name that is not ASCII",
                            anyHost(host -> !isAscii(host))),
                    rule(
                            "san-dns-null",
                            HIGH,
                            "4.2.1.6",
                            "has a host name with a null character",
                            anyHost(host -> host.indexOf(0) >= 0)),
                    rule(
                            "san-dns-leading-period",
                            MEDIUM,
                            "4.2.1.6",
                            "has a host name that starts with a period",
                            anyHost(host -> host.startsWith("."))),
                    rule(
                            "san-dns-empty-label",
                            MEDIUM,
                            "4.2.1.6",
                            "has a host name with an empty label",
                            anyHost(host ->
                                    host.contains("..")
                                            || (host.endsWith(".") && host.length() > 1))),
                    rule(
                            "san-dns-label-too-long",
                            MEDIUM,
                            "4.2.1.6",
                            "has a label of more than 63 characters",
                            anyLabel(label -> label.length() > 63)),
                    rule(
                            "san-dns-too-long",
                            MEDIUM,
                            "4.2.1.6",
                            "has a host name of more than 253 characters",
                            anyHost(host -> host.length() > 253)),
                    rule(
                            "san-dns-underscore",
                            LOW,
                            "4.2.1.6",
                            "has a host name with an underscore",
                            anyHost(host -> host.indexOf('_') >= 0)),
                    rule(
                            "san-dns-bad-characters",
                            MEDIUM,
                            "4.2.1.6",
                            "has a host name with characters that no host has",
                            anyHost(host ->
                                    isAscii(host)
                                            && !host.equals(" ")
                                            && host.chars().anyMatch(c -> !isHostCharacter(c)))),
                    rule(
                            "san-dns-hyphen",
                            LOW,
                            "4.2.1.6",
                            "has a label that starts or ends with a hyphen",
                            anyLabel(label -> label.startsWith("-") || label.endsWith("-"))),
                    rule(
                            "san-dns-is-address",
                            MEDIUM,
                            "4.2.1.6",
                            "has an address where a host name belongs",
                            anyHost(NameLints::isAddress)),
                    rule(
                            "san-wildcard-alone",
                            HIGH,
                            "4.2.1.6",
                            "has a wildcard for everything",
                            anyHost(host -> host.equals("*") || host.equals("*."))),
                    rule(
                            "san-wildcard-not-first",
                            MEDIUM,
                            "4.2.1.6",
                            "has a wildcard that is not the whole first label",
                            anyHost(NameLints::hasMisplacedWildcard)),
                    rule(
                            "san-wildcard-on-top-level",
                            HIGH,
                            "4.2.1.6",
                            "has a wildcard for a whole top-level domain",
                            anyHost(host ->
                                    host.startsWith("*.")
                                            && host.indexOf('.', 2) < 0
                                            && host.length() > 2)),
                    rule(
                            "san-ip-size",
                            MEDIUM,
                            "4.2.1.6",
                            "has an address of neither 4 nor 16 bytes",
                            any(name ->
                                    name instanceof GeneralName.IpAddress ip
                                            && ip.address().size() != 4
                                            && ip.address().size() != 16)),
                    rule(
                            "san-uri-not-ascii",
                            MEDIUM,
                            "4.2.1.6",
                            "has a URI that is not ASCII",
                            any(name ->
                                    name
                                                    instanceof
                                                    GeneralName.UniformResourceIdentifier(
                                                            String uri)
                                            && !isAscii(uri))),
                    rule(
                            "san-uri-relative",
                            MEDIUM,
                            "4.2.1.6",
                            "has a URI without a scheme",
                            any(name ->
                                    name
                                                    instanceof
                                                    GeneralName.UniformResourceIdentifier(
                                                            String uri)
                                            && !uri.isEmpty()
                                            && !uri.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*"))),
                    rule(
                            "san-uri-host",
                            MEDIUM,
                            "4.2.1.6",
                            "has a URI whose host is neither a full name nor an address",
                            any(name ->
                                    name
                                                    instanceof
                                                    GeneralName.UniformResourceIdentifier(
                                                            String uri)
                                            && hasBadHost(uri))),
                    rule(
                            "san-email-format",
                            MEDIUM,
                            "4.2.1.6",
                            "has a malformed mailbox",
                            any(name ->
                                    name instanceof GeneralName.Rfc822Name(String mailbox)
                                            && !mailbox.isEmpty()
                                            && !MAILBOX.matcher(mailbox).matches())),
                    rule(
                            "san-duplicate",
                            LOW,
                            "4.2.1.6",
                            "names the same thing twice",
                            certificate ->
                                    new HashSet<>(names(certificate)).size()
                                            < names(certificate).size()));

    private NameLints() {}

    static List<GeneralName> names(Certificate certificate) {
        return certificate.extensions().subjectAltNames();
    }

    static Predicate<Certificate> any(Predicate<GeneralName> bad) {
        return certificate -> names(certificate).stream().anyMatch(bad);
    }

    static Predicate<Certificate> anyHost(Predicate<String> bad) {
        return any(name -> name instanceof GeneralName.DnsName(String host) && bad.test(host));
    }

    private static Predicate<Certificate> anyLabel(Predicate<String> bad) {
        return anyHost(host -> Arrays.stream(host.split("\\.", -1)).anyMatch(bad));
    }

    private static boolean hasEmptyName(Certificate certificate) {
        return names(certificate).stream()
                .anyMatch(name ->
                        switch (name) {
                            case GeneralName.DnsName(String host) -> host.isEmpty();
                            case GeneralName.Rfc822Name(String mailbox) -> mailbox.isEmpty();
                            case GeneralName.UniformResourceIdentifier(String uri) -> uri.isEmpty();
                            case GeneralName.DirectoryName directory -> directory.name().isEmpty();
                            case GeneralName.IpAddress ip -> ip.address().isEmpty();
                            case GeneralName.OtherName _,
                                    GeneralName.X400Address _,
                                    GeneralName.EdiPartyName _,
                                    GeneralName.RegisteredId _ ->
                                    false;
                        });
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static boolean isHostCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '*'
                || c == '_';
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    private static boolean hasMisplacedWildcard(String host) {
        int star = host.lastIndexOf('*');
        return star > 0 || (star == 0 && host.length() > 1 && host.charAt(1) != '.');
    }

    private static boolean hasBadHost(String uri) {
        if (!uri.contains("://")) {
            return false;
        }
        try {
            String authority = Optional.ofNullable(new URI(uri).getRawAuthority()).orElse("");
            String host =
                    authority.substring(authority.indexOf('@') + 1).replaceAll(":[0-9]*$", "");
            boolean trustDomain = uri.startsWith("spiffe:");
            boolean address = isAddress(host) || host.startsWith("[");
            boolean full = host.matches("(\\*\\.)?([A-Za-z0-9-]+\\.)+[A-Za-z0-9-]+");
            return !trustDomain && !address && !full;
        } catch (URISyntaxException e) {
            return true;
        }
    }
}
