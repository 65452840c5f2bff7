package io.muster.roll;

import static io.muster.roll.Fixtures.NOW;
import static io.muster.roll.Fixtures.certificate;
import static io.muster.roll.Fixtures.seen;
import static io.muster.roll.Fixtures.sshKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.X509Certificate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        Place file = new Place("file://web-1/etc/ssl/wiki.pem");
        roll.accept(seen(served, Role.SERVED, "tls://10.0.0.7:443"));
        roll.accept(seen(configured, Role.STORED, file.text()));
        roll.accept(
                new Observation.Referenced(
                        new Place("file://web-1/etc/nginx/nginx.conf"),
                        file,
                        Facts.of(Map.of("service", "nginx", "purpose", "certificate"))));

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
