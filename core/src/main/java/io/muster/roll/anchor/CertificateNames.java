package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.Name;
import io.muster.model.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/// The set of names that a certificate claims: a renewal has the same names and stays the same
/// service.
///
/// Names that are unique in the world count alone; where there is none, those that are unique for
/// the issuing key; where there is none of these either, the rule does not apply and the key
/// decides.
record CertificateNames() implements AnchorRule {

    @Override
    public String name() {
        return "certificate-names";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        if (!(seen.credential() instanceof X509Certificate certificate)) {
            return List.of();
        }
        List<Name> names = ClaimedNames.inOrder(certificate);
        List<Name> counted = only(Uniqueness.WORLD, names);
        String realm = "";
        if (counted.isEmpty()) {
            counted = only(Uniqueness.REALM, names);
            realm = IssuerRealm.of(certificate);
        }
        if (counted.isEmpty()) {
            return List.of();
        }
        String text =
                counted.stream().map(CertificateNames::written).collect(Collectors.joining(","));
        return List.of(
                new Identity(
                        new Anchor(Anchor.Kind.SERVICE, realm, Texts.cut(text)),
                        name(),
                        Texts.few(
                                counted.stream()
                                        .map(it -> "subjectAltName " + it.form() + ":" + it.text())
                                        .toList())));
    }

    private static List<Name> only(Uniqueness wanted, List<Name> names) {
        return names.stream().filter(it -> Uniqueness.of(it, names) == wanted).toList();
    }

    private static String written(Name name) {
        return name instanceof Name.Dns ? name.text() : name.form() + ":" + name.text();
    }
}
