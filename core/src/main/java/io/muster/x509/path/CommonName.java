package io.muster.x509.path;

import io.muster.x509.GeneralName;
import java.util.List;

/// The common name of a server certificate must repeat one of its names, character by character, an
/// address as RFC 5952 writes it (BR 7.1.4.3).
public final class CommonName {
    private CommonName() {}

    /// What the Baseline Requirements ask of whoever issues.
    public static boolean repeats(String commonName, List<GeneralName> names) {
        return names.stream().anyMatch(name -> text(name).equals(commonName));
    }

    /// What a relying party refuses: a name that contradicts those of its kind. The apex of a
    /// wildcard (`example.com` beside `*.example.com`) and a host beside addresses only are let
    /// pass, since such certificates are common and the common name decides nothing.
    static boolean fits(String commonName, List<GeneralName> names) {
        boolean hosts = names.stream().anyMatch(GeneralName.DnsName.class::isInstance);
        boolean hostWithoutHosts = !looksLikeAddress(commonName) && !hosts;
        return hostWithoutHosts
                || repeats(commonName, names)
                || names.stream().anyMatch(name -> text(name).equals("*." + commonName));
    }

    /// All digits and dots, colons, or a hexadecimal number.
    private static boolean looksLikeAddress(String text) {
        return text.indexOf(':') >= 0
                || text.startsWith("0x")
                || text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static String text(GeneralName name) {
        return switch (name) {
            case GeneralName.DnsName(String host) -> host;
            case GeneralName.IpAddress address -> address.toName().text();
            case GeneralName.OtherName _,
                    GeneralName.Rfc822Name _,
                    GeneralName.X400Address _,
                    GeneralName.DirectoryName _,
                    GeneralName.EdiPartyName _,
                    GeneralName.UniformResourceIdentifier _,
                    GeneralName.RegisteredId _ ->
                    "";
        };
    }
}
