package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.Name;
import io.muster.model.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A device within its maker.
///
/// - Matter device attestation certificates name vendor and product (Matter core specification,
///   6.2.2), in attributes of their own or, as older ones do, in the common name; the serial number
///   where there is one, else the key: each device has its own.
/// - An IEEE 802.1AR device identifier has the device's serial number in its subject (8.6) and the
///   maker as organisation. A web server's certificate may carry a company's registration number
///   there, so a DNS name or `serverAuth` rules it out.
record DeviceSerial() implements AnchorRule {
    private static final String VENDOR = "1.3.6.1.4.1.37244.2.1";
    private static final String PRODUCT = "1.3.6.1.4.1.37244.2.2";
    private static final Pattern VENDOR_IN_NAME = Pattern.compile("Mvid:([0-9A-F]{4})");
    private static final Pattern PRODUCT_IN_NAME = Pattern.compile("Mpid:([0-9A-F]{4})");

    @Override
    public String name() {
        return "device-serial";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        List<Identity> stated = seen.statedAs(name(), Anchor.Kind.DEVICE);
        if (!stated.isEmpty()
                || !(seen.credential() instanceof X509Certificate certificate)
                || certificate.usage().certificateAuthority()) {
            return stated;
        }
        DistinguishedName subject = DistinguishedName.of(certificate.subject());
        return matter(certificate, subject)
                .or(() -> deviceIdentifier(certificate, subject))
                .map(it -> new Identity(it, name(), List.of("subject " + certificate.subject())))
                .stream()
                .toList();
    }

    private static Optional<Anchor> matter(X509Certificate certificate, DistinguishedName subject) {
        String commonName = subject.first("CN").orElse("");
        Optional<String> vendor = subject.first(VENDOR).or(() -> find(VENDOR_IN_NAME, commonName));
        Optional<String> product =
                subject.first(PRODUCT).or(() -> find(PRODUCT_IN_NAME, commonName));
        if (vendor.isEmpty() || product.isEmpty()) {
            return Optional.empty();
        }
        String device =
                subject.first("SERIALNUMBER", "2.5.4.5")
                        .orElseGet(() ->
                                "key " + certificate.keys().subjectKey().spki().digest().toHex());
        return Optional.of(
                new Anchor(
                        Anchor.Kind.DEVICE,
                        "matter:" + vendor.get(),
                        product.get() + "/" + device));
    }

    private static Optional<Anchor> deviceIdentifier(
            X509Certificate certificate, DistinguishedName subject) {
        boolean server =
                certificate.subjectAltNames().stream().anyMatch(Name.Dns.class::isInstance)
                        || certificate.usage().extendedKeyUsage().contains("serverAuth");
        Optional<String> maker =
                subject.first("O").or(() -> DistinguishedName.of(certificate.issuer()).first("O"));
        if (server || maker.isEmpty()) {
            return Optional.empty();
        }
        return subject.first("SERIALNUMBER", "2.5.4.5")
                .map(serial -> new Anchor(Anchor.Kind.DEVICE, maker.get(), serial));
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
