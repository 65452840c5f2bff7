package io.muster.discovery.tls;

import io.muster.egress.Network;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.model.Name;
import io.muster.model.X509Certificate;
import io.muster.x509.Certificate;
import io.muster.x509.Credentials;
import io.muster.x509.Oid;
import java.net.InetAddress;
import java.util.Optional;

/// What a served certificate says about its server.
final class Leaf {
    private static final String RSA = "1.2.840.113549.1.1.1";

    private Leaf() {}

    static X509Certificate read(Bytes der) throws Malformed {
        return Credentials.of(Certificate.parse(der));
    }

    /// `RSA`, or `ECDSA` for whatever else; the empty text when the certificate cannot be read.
    static String keyType(Bytes der) {
        try {
            Oid algorithm = Certificate.parse(der).publicKey().algorithm().algorithm();
            return algorithm.dotted().equals(RSA) ? "RSA" : "ECDSA";
        } catch (Malformed e) {
            return "";
        }
    }

    /// Is `host` one of the certificate's names (RFC 9525, 6)? The subject's common name does not
    /// count.
    static boolean names(X509Certificate certificate, String host) {
        Optional<InetAddress> address = Network.literal(host);
        return certificate.subjectAltNames().stream()
                .anyMatch(name ->
                        switch (name) {
                            case Name.Dns(String pattern) ->
                                    address.isEmpty() && covers(pattern, host);
                            case Name.Ip(String text) ->
                                    address.isPresent() && address.equals(Network.literal(text));
                            case Name.Email _, Name.Uri _, Name.Directory _, Name.Other _ -> false;
                        });
    }

    private static boolean covers(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(pattern.substring(1));
    }
}
