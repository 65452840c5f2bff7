package io.muster.roll;

import static io.muster.roll.Fixtures.NOW;
import static io.muster.roll.Fixtures.certificate;
import static io.muster.roll.Fixtures.key;
import static io.muster.roll.Fixtures.seen;
import static io.muster.roll.Fixtures.sshKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.ManagedKey;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.X509Certificate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The golden cases of `docs/identity.md` about authorities, those that only say that they are one,
/// and those that are not ours.
class GoldenAuthoritiesTest {
    private final Roll roll =
            new Roll(Roll.Settings.of(Path.of(System.getProperty("java.io.tmpdir"))), NOW);

    @AfterEach
    void close() {
        roll.close();
    }

    @Test
    void aSelfSignedServerThatSaysCaIsAService() {
        X509Certificate served =
                certificate("a").selfSigned("CN=nas").dns("nas.example.com").authority().build();
        X509Certificate configured =
                certificate("b").selfSigned("CN=wiki.example.com").authority().build();
        roll.accept(seen(served, Role.SERVED, "tls://10.0.0.7:443"));
        roll.accept(seen(configured, Role.STORED, "file://web-1/etc/ssl/wiki.pem"));
        roll.accept(referenced("file://web-1/etc/ssl/wiki.pem", "certificate"));

        assertThat(roll.result().identities())
                .extracting(Identity::anchor)
                .containsExactly(
                        new Anchor(Anchor.Kind.SERVICE, "", "nas.example.com"),
                        new Anchor(Anchor.Kind.SERVICE, "", "wiki.example.com"));
    }

    @Test
    void aSelfSignedServerThatIssuedAnotherCertificateIsAnAuthority() {
        X509Certificate served =
                certificate("a").selfSigned("CN=nas").dns("nas.example.com").authority().build();
        roll.accept(seen(served, Role.SERVED, "tls://10.0.0.7:443"));
        roll.accept(
                seen(
                        certificate("b").issuer("CN=nas", "a").dns("tv.example.com").build(),
                        Role.SERVED,
                        "tls://10.0.0.8:443"));

        assertThat(entry(roll.result(), served).identities())
                .extracting(it -> it.anchor().kind())
                .containsExactly(Anchor.Kind.CERTIFICATE_AUTHORITY);
    }

    @Test
    void aSelfSignedAuthorityThatNobodyServesIsAnAuthority() {
        X509Certificate root = certificate("a").selfSigned("CN=ca.example.com").authority().build();
        roll.accept(seen(root, Role.STORED, "file://ca-1/srv/ca.pem"));
        roll.accept(seen(root, Role.SERVED, "tls://10.0.0.9:443", NOW, Facts.of("position", 1L)));

        assertThat(onlyIdentity().anchor().kind()).isEqualTo(Anchor.Kind.CERTIFICATE_AUTHORITY);
    }

    @Test
    void aSharedTrustStoreIsForeignAndNobodysIdentity() {
        X509Certificate root = certificate("root").selfSigned("CN=Public Root").authority().build();
        for (int host = 1; host <= 50; host++) {
            roll.accept(seen(root, Role.TRUSTED, "file://web-" + host + "/etc/ssl/certs/root.pem"));
        }
        roll.accept(
                seen(sshKey("github"), Role.TRUSTED, "file://web-1/home/app/.ssh/known_hosts:1"));

        RollResult result = roll.result();

        assertThat(result.identities()).isEmpty();
        assertThat(result.summary()).isEqualTo(new Summary(0, 0, 2, 51, 0));
        assertThat(result.entries()).allMatch(Entry::foreign);
    }

    @Test
    void aRootInAFileThatNobodyTrustsIsOurs() {
        X509Certificate root = certificate("r").selfSigned("CN=Acme Root").authority().build();
        roll.accept(seen(root, Role.STORED, "file://web-1/etc/pay/chain.pem"));
        roll.accept(
                seen(
                        certificate("p")
                                .issuer("CN=Acme Root", "r")
                                .dns("pay.acme.example")
                                .build(),
                        Role.STORED,
                        "file://web-1/etc/pay/chain.pem"));

        assertThat(entry(roll.result(), root).foreign()).isFalse();
    }

    @Test
    void aCopyOfATrustedRootIsForeign() {
        X509Certificate root = certificate("r").selfSigned("CN=Public Root").authority().build();
        roll.accept(seen(root, Role.TRUSTED, "file://web-1/etc/ssl/certs/root.pem"));
        roll.accept(seen(root, Role.STORED, "file://web-1/etc/pay/chain.pem"));

        assertThat(entry(roll.result(), root).foreign()).isTrue();
    }

    @Test
    void aSelfSignedServerThatItsClientsTrustIsOurs() {
        X509Certificate server =
                certificate("s").selfSigned("CN=nas").dns("nas.acme.example").authority().build();
        roll.accept(seen(server, Role.TRUSTED, "file://pc-1/etc/ssl/certs/nas.pem"));
        roll.accept(seen(server, Role.STORED, "file://nas/etc/ssl/nas.pem"));
        roll.accept(referenced("file://nas/etc/ssl/nas.pem", "certificate"));

        assertThat(onlyIdentity().anchor().name()).isEqualTo("nas.acme.example");
    }

    @Test
    void anIntermediateInSomebodysChainIsForeign() {
        X509Certificate intermediate =
                certificate("i").subject("CN=R11").issuer("CN=X1", "x").authority().build();
        roll.accept(seen(intermediate, Role.STORED, "file://web-1/etc/pay/chain.pem"));
        roll.accept(seen(intermediate, Role.SERVED, "tls://h:443", NOW, Facts.of("position", 1L)));

        assertThat(entry(roll.result(), intermediate).foreign()).isTrue();
    }

    @Test
    void anIntermediateBelowARootOfOursIsOurs() {
        X509Certificate root = certificate("r").selfSigned("CN=Acme Root").authority().build();
        X509Certificate upper =
                certificate("u").subject("CN=U").issuer("CN=Acme Root", "r").authority().build();
        X509Certificate lower =
                certificate("l").subject("CN=L").issuer("CN=U", "u").authority().build();
        for (X509Certificate one : List.of(root, upper, lower)) {
            roll.accept(seen(one, Role.STORED, "file://ca/" + one.subject() + ".pem"));
        }

        assertThat(roll.result().entries()).noneMatch(Entry::foreign);
    }

    @Test
    void authoritiesThatIssuedEachOtherAreForeign() {
        X509Certificate one =
                certificate("a").subject("CN=A").issuer("CN=B", "b").authority().build();
        X509Certificate other =
                certificate("b").subject("CN=B").issuer("CN=A", "a").authority().build();
        roll.accept(seen(one, Role.STORED, "file://web-1/chain.pem"));
        roll.accept(seen(other, Role.STORED, "file://web-1/chain.pem"));

        assertThat(roll.result().entries()).allMatch(Entry::foreign);
    }

    @Test
    void anAuthorityOnWhichAServerReliesForItsClientsIsForeign() {
        X509Certificate partner =
                certificate("p").selfSigned("CN=Partner Root").authority().build();
        roll.accept(seen(partner, Role.STORED, "file://web-1/etc/pay/clients.pem"));
        roll.accept(referenced("file://web-1/etc/pay/clients.pem", "client-ca"));

        assertThat(entry(roll.result(), partner).foreign()).isTrue();
    }

    @Test
    void anAuthorityWhoseKeyATokenHoldsIsOurs() {
        X509Certificate issuing =
                certificate("hsm").subject("CN=I").issuer("CN=X1", "x").authority().build();
        roll.accept(seen(issuing, Role.STORED, "file://web-1/chain.pem"));
        roll.accept(
                seen(
                        new ManagedKey(
                                "pkcs11",
                                "token=ca;object=issuing",
                                "",
                                Optional.empty(),
                                Optional.of(key("hsm"))),
                        Role.REGISTERED,
                        "pkcs11://ca/issuing"));

        assertThat(entry(roll.result(), issuing).foreign()).isFalse();
    }

    private static Observation.Referenced referenced(String file, String purpose) {
        return new Observation.Referenced(
                new Place("file://web-1/etc/nginx/nginx.conf"),
                new Place(file),
                Facts.of(Map.of("service", "nginx", "purpose", purpose)));
    }

    private Identity onlyIdentity() {
        List<Identity> identities = roll.result().identities();
        assertThat(identities).hasSize(1);
        return identities.getFirst();
    }

    private static Entry entry(RollResult result, Credential credential) {
        return result.entries()
                .filter(it -> it.credential().id().equals(credential.id()))
                .findFirst()
                .orElseThrow();
    }
}
