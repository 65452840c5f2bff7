package io.muster.x509.path;

import io.muster.model.Bytes;
import io.muster.x509.Certificate;
import io.muster.x509.DistinguishedName;
import io.muster.x509.ExtensionValue.NameConstraints;
import io.muster.x509.GeneralName;
import io.muster.x509.Oids;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/// The permitted and excluded subtrees on the way down a path (RFC 5280 6.1.4 (g), 4.2.1.10). Each
/// certificate's permitted subtrees must all be met, which is the intersection the standard asks
/// for. A form that cannot be evaluated makes a path invalid only when a name of that form appears.
final class NameConstraintCheck {
    private final Budget budget;
    private final List<NameConstraints> constraints = new ArrayList<>();

    NameConstraintCheck(Budget budget) {
        this.budget = budget;
    }

    /// Takes the constraints of a CA certificate, for everything below it.
    void add(NameConstraints more, Certificate from) throws Rejected {
        List<GeneralName> all = new ArrayList<>(more.permitted());
        all.addAll(more.excluded());
        for (GeneralName base : all) {
            if (!isConstraint(base)) {
                throw new Rejected(
                        Reason.NAME_CONSTRAINT_UNSUPPORTED,
                        from,
                        "a name constraint is malformed: " + base.toName().text());
            }
        }
        constraints.add(more);
    }

    private static boolean isConstraint(GeneralName base) {
        return switch (base) {
            case GeneralName.DnsName(String host) -> host.isEmpty() || DnsNames.isSyntax(host);
            case GeneralName.Rfc822Name(String mailbox) -> Mailboxes.isConstraint(mailbox);
            case GeneralName.UniformResourceIdentifier(String host) ->
                    host.indexOf('@') < 0 && Mailboxes.isConstraint(host);
            case GeneralName.IpAddress(Bytes network) -> IpNetworks.isNetwork(network);
            case GeneralName.DirectoryName _,
                    GeneralName.OtherName _,
                    GeneralName.X400Address _,
                    GeneralName.EdiPartyName _,
                    GeneralName.RegisteredId _ ->
                    true;
        };
    }

    /// Checks subject and subjectAltName of `certificate`.
    void check(Certificate certificate) throws Rejected {
        if (constraints.isEmpty()) {
            return;
        }
        List<GeneralName> names = names(certificate);
        long size = names.size();
        for (GeneralName name : names) {
            if (name instanceof GeneralName.DirectoryName(DistinguishedName directory)) {
                size += directory.attributes().size();
            }
        }
        for (NameConstraints each : constraints) {
            budget.names(size * (each.permitted().size() + each.excluded().size()));
            for (GeneralName name : names) {
                check(name, each, certificate);
            }
        }
    }

    private static List<GeneralName> names(Certificate certificate) {
        List<GeneralName> names = new ArrayList<>(certificate.extensions().subjectAltNames());
        if (!certificate.subject().isEmpty()) {
            names.add(new GeneralName.DirectoryName(certificate.subject()));
        }
        for (String mailbox : certificate.subject().values(Oids.EMAIL_ADDRESS)) {
            names.add(new GeneralName.Rfc822Name(mailbox));
        }
        return names;
    }

    private static void check(GeneralName name, NameConstraints constraints, Certificate at)
            throws Rejected {
        for (GeneralName base : constraints.excluded()) {
            if (isSameForm(name, base) && overlaps(name, base, at)) {
                throw violated(at, name, "is excluded by " + base.toName().text());
            }
        }
        boolean constrained = false;
        for (GeneralName base : constraints.permitted()) {
            if (isSameForm(name, base)) {
                constrained = true;
                if (isWithin(name, base, at)) {
                    return;
                }
            }
        }
        if (constrained) {
            throw violated(at, name, "is not among the permitted names");
        }
    }

    private static Rejected violated(Certificate at, GeneralName name, String how) {
        return new Rejected(
                Reason.NAME_CONSTRAINT_VIOLATED,
                at,
                name.toName().text() + " " + how + " (RFC 5280 4.2.1.10)");
    }

    private static boolean isSameForm(GeneralName name, GeneralName base) {
        return name.getClass().equals(base.getClass());
    }

    private static boolean overlaps(GeneralName name, GeneralName base, Certificate at)
            throws Rejected {
        if (name instanceof GeneralName.DnsName(String host)
                && base instanceof GeneralName.DnsName(String below)) {
            requireSyntax(DnsNames.isPatternSyntax(host), name, at);
            return DnsNames.overlaps(host, below);
        }
        return isWithin(name, base, at);
    }

    private static boolean isWithin(GeneralName name, GeneralName base, Certificate at)
            throws Rejected {
        return switch (base) {
            case GeneralName.DnsName(String below) -> {
                String host = name instanceof GeneralName.DnsName(String text) ? text : "";
                requireSyntax(DnsNames.isPatternSyntax(host), name, at);
                yield DnsNames.isWithin(host.startsWith("*.") ? host.substring(2) : host, below);
            }
            case GeneralName.Rfc822Name(String constraint) -> {
                String mailbox = name instanceof GeneralName.Rfc822Name(String text) ? text : "";
                requireSyntax(Mailboxes.isMailbox(mailbox), name, at);
                yield Mailboxes.isWithin(mailbox, constraint);
            }
            case GeneralName.UniformResourceIdentifier(String constraint) -> {
                String uri =
                        name instanceof GeneralName.UniformResourceIdentifier(String text)
                                ? text
                                : "";
                String host = hostOf(uri);
                requireSyntax(DnsNames.isSyntax(host), name, at);
                yield Mailboxes.hostIsWithin(host, constraint);
            }
            case GeneralName.IpAddress(Bytes network) -> {
                Bytes address =
                        name instanceof GeneralName.IpAddress(Bytes bytes) ? bytes : Bytes.EMPTY;
                requireSyntax(address.size() == 4 || address.size() == 16, name, at);
                yield IpNetworks.contains(network, address);
            }
            case GeneralName.DirectoryName(DistinguishedName below) ->
                    name instanceof GeneralName.DirectoryName(DistinguishedName directory)
                            && directory.isWithin(below);
            case GeneralName.OtherName _,
                    GeneralName.X400Address _,
                    GeneralName.EdiPartyName _,
                    GeneralName.RegisteredId _ ->
                    throw new Rejected(
                            Reason.NAME_CONSTRAINT_UNSUPPORTED,
                            at,
                            "a name of a form whose constraints cannot be evaluated");
        };
    }

    private static String hostOf(String uri) {
        try {
            String host = new URI(uri).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static void requireSyntax(boolean right, GeneralName name, Certificate at)
            throws Rejected {
        if (!right) {
            throw new Rejected(
                    Reason.NAME_CONSTRAINT_VIOLATED,
                    at,
                    "a constrained name is malformed: " + name.toName().text());
        }
    }
}
