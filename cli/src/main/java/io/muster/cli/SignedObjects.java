package io.muster.cli;

import io.muster.model.Malformed;
import io.muster.x509.Certificate;
import io.muster.x509.CertificateList;
import io.muster.x509.CertificationRequest;
import io.muster.x509.lint.Lint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what a CA signs, or is asked to sign, in the bytes of a file: certificates, revocation
/// lists and requests, in PEM (several, with other blocks and text around them) or one in DER.
///
/// @param scopes whose rules certificates are held against
record SignedObjects(Set<Lint.Scope> scopes) {

    /// RFC 7468. Nothing between the two lines is a dash, so that looking takes linear time.
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40}+)-----([^-]*+)-----END \\1-----");

    /// Reads one form of object, or says why not.
    private interface Reader {
        Linted read(byte[] der) throws Malformed;
    }

    SignedObjects {
        scopes = Set.copyOf(scopes);
    }

    /// Each object of `content` with what is wrong with it, in order; none when nothing in it is
    /// such an object.
    List<Linted> lint(byte[] content) {
        Matcher blocks = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        List<Linted> all = new ArrayList<>();
        boolean pem = false;
        while (blocks.find()) {
            pem = true;
            String base64 = blocks.group(2);
            switch (blocks.group(1)) {
                case "CERTIFICATE", "X509 CERTIFICATE" ->
                        all.add(decoded(Linted.CERTIFICATE, base64, this::certificate));
                case "X509 CRL" ->
                        all.add(decoded(Linted.REVOCATION_LIST, base64, SignedObjects::list));
                case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" ->
                        all.add(decoded(Linted.REQUEST, base64, SignedObjects::request));
                default -> {
                    // Keys and other blocks are not for the linter.
                }
            }
        }
        return pem ? List.copyOf(all) : der(content);
    }

    private static Linted decoded(String kind, String base64, Reader reader) {
        try {
            return reader.read(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (Malformed e) {
            return Linted.unreadable(kind, e.reason());
        } catch (IllegalArgumentException _) {
            return Linted.unreadable(kind, "is not base64");
        }
    }

    /// DER does not say what it is: what can be read as one of the three is that.
    private List<Linted> der(byte[] content) {
        if (content.length == 0 || content[0] != 0x30) {
            return List.of();
        }
        List<Reader> readers =
                List.of(this::certificate, SignedObjects::list, SignedObjects::request);
        for (Reader reader : readers) {
            try {
                return List.of(reader.read(content));
            } catch (Malformed _) {
                // Then it is another of them, or none.
            }
        }
        return List.of();
    }

    private Linted certificate(byte[] der) throws Malformed {
        return Linted.of(Certificate.parse(der), scopes);
    }

    private static Linted list(byte[] der) throws Malformed {
        return Linted.of(CertificateList.parse(der));
    }

    private static Linted request(byte[] der) throws Malformed {
        return Linted.of(CertificationRequest.parse(der));
    }
}
