package io.muster.x509.path;

import io.muster.x509.GeneralName;
import java.util.List;

/// The common name of a server certificate must repeat one of its names, character by character; an
/// address is written as RFC 5952 does (BR 7.1.4.3).
public final class CommonName {
    private CommonName() {}

    public static boolean isIn(String commonName, List<GeneralName> names) {
        for (GeneralName name : names) {
            boolean same =
                    switch (name) {
                        case GeneralName.DnsName(String host) -> host.equals(commonName);
                        case GeneralName.IpAddress address ->
                                address.toName().text().equals(commonName);
                        case GeneralName.OtherName _,
                                GeneralName.Rfc822Name _,
                                GeneralName.X400Address _,
                                GeneralName.DirectoryName _,
                                GeneralName.EdiPartyName _,
                                GeneralName.UniformResourceIdentifier _,
                                GeneralName.RegisteredId _ ->
                                false;
                    };
            if (same) {
                return true;
            }
        }
        return false;
    }
}
