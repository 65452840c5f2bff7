package io.muster.roll;

import static io.muster.roll.Fixtures.NOW;
import static io.muster.roll.Fixtures.bytes;
import static io.muster.roll.Fixtures.certificate;
import static io.muster.roll.Fixtures.jwk;
import static io.muster.roll.Fixtures.key;
import static io.muster.roll.Fixtures.secret;
import static io.muster.roll.Fixtures.seen;
import static io.muster.roll.Fixtures.sshKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.ManagedKey;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.SealedContainer;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.x509.keys.KnownKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The golden cases of `docs/identity.md`, in its order: a paragraph there, a test here. One file,
/// long as it is, because they are one list.
class GoldenCasesTest {
    private Roll roll = roll();

    @AfterEach
    void close() {
        roll.close();
    }

    @Test
    void anApiKeyWithTwoActiveVersionsIsOneIdentityWithTwoCredentials() {
        Anchor user = new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:123456789012", "deployer");
        Credential old = secret("old", Optional.of("AKIAQNZGKIQY56JQ7WML"));
        Credential next = secret("next", Optional.of("AKIAQNZGKIQY56JQ7WMM"));
        roll.accept(seen(old, Role.REGISTERED, "aws://123456789012/user/deployer", user));
        roll.accept(seen(next, Role.REGISTERED, "aws://123456789012/user/deployer", user));
        roll.accept(
                seen(next, Role.STORED, "git://github.com/acme/pay@0123456789abcdef:deploy.sh#L7"));

        RollResult result = roll.result();

        assertThat(result.identities()).extracting(Identity::anchor).containsExactly(user);
        assertThat(entry(result, next).sightings()).hasSize(2);
    }

    @Test
    void oneCertificateOnTwoHundredHostsIsOneCredentialWithTwoHundredSightings() {
        X509Certificate certificate = certificate("k").dns("pay.example.com").build();
        for (int host = 1; host <= 200; host++) {
            roll.accept(seen(certificate, Role.SERVED, "tls://10.0.0." + host + ":443"));
        }

        Entry entry = onlyEntry();

        assertThat(entry.identities())
                .extracting(it -> it.anchor().name())
                .containsExactly("pay.example.com");
        assertThat(entry.sightings()).hasSize(200);
        assertThat(entry.facts().number("key.places")).contains(200L);
    }

    @Test
    void aWildcardOfTwoTeamsIsBoundByPlace() {
        X509Certificate wildcard = certificate("k").dns("*.example.com").build();
        Anchor names = new Anchor(Anchor.Kind.SERVICE, "", "*.example.com");
        Anchor pay = new Anchor(Anchor.Kind.SERVICE, "", "pay");
        Anchor shop = new Anchor(Anchor.Kind.SERVICE, "", "shop");
        roll.close();
        roll =
                roll(
                        new Binding(
                                names,
                                Optional.of("file://web-1/etc/pay"),
                                pay,
                                "said by the pay team"),
                        new Binding(
                                names,
                                Optional.of("file://web-2/etc/shop"),
                                shop,
                                "said by the shop team"));
        roll.accept(seen(wildcard, Role.STORED, "file://web-1/etc/pay/tls.pem"));
        roll.accept(seen(wildcard, Role.STORED, "file://web-2/etc/shop/tls.pem"));

        assertThat(onlyEntry().identities())
                .extracting(Identity::anchor)
                .containsExactly(pay, shop);
    }

    @Test
    void aWildcardWithoutBindingsBelongsToTheServicesThatAreConfiguredWithIt() {
        X509Certificate wildcard = certificate("k").dns("*.example.com").build();
        roll.accept(seen(wildcard, Role.STORED, "file://web-1/etc/ssl/wild.pem"));
        roll.accept(
                new Observation.Referenced(
                        new Place("file://web-1/etc/nginx/nginx.conf"),
                        new Place("file://web-1/etc/ssl/wild.pem"),
                        Facts.of(
                                Map.of(
                                        "service", "nginx",
                                        "serverName", List.of("pay.example.com"),
                                        "listen", List.of("[::]:443 ssl")))));
        roll.accept(
                seen(
                        wildcard,
                        Role.SERVED,
                        "tls://10.0.0.9:443",
                        NOW,
                        Facts.of("sni", "shop.example.com")));

        Entry entry = onlyEntry();

        assertThat(names(entry)).containsExactly("pay.example.com", "shop.example.com");
        assertThat(entry.facts().list("usedBy")).containsExactly("nginx pay.example.com:443");
    }

    @Test
    void aRenewalWithOtherNamesUnderTheSameKeyStaysOneIdentity() {
        X509Certificate old =
                certificate("k").dns("pay.example.com").from("2026-01-01T00:00:00Z").build();
        X509Certificate renewed =
                certificate("k")
                        .dns("pay.example.com", "www.pay.example.com")
                        .from("2026-04-01T00:00:00Z")
                        .build();
        roll.accept(seen(old, Role.STORED, "file://web-1/backup/pay.pem"));
        roll.accept(seen(renewed, Role.STORED, "file://web-1/etc/pay.pem"));

        Identity identity = onlyIdentity();

        assertThat(identity.anchor().name()).isEqualTo("pay.example.com,www.pay.example.com");
        assertThat(identity.evidence())
                .contains("also known as pay.example.com: same key " + key("k"));
    }

    @Test
    void aRenewalWithOtherNamesAndKeyAtTheSamePlaceStaysOneIdentity() {
        X509Certificate old = certificate("k1").dns("pay.example.com").build();
        X509Certificate renewed =
                certificate("k2").dns("bezahlen.example.com").from("2026-04-01T00:00:00Z").build();
        Instant earlier = NOW.minus(Duration.ofDays(60));
        roll.accept(seen(old, Role.STORED, "file://web-1/etc/pay.pem", earlier, Facts.NONE));
        roll.accept(seen(renewed, Role.STORED, "file://web-1/etc/pay.pem"));

        assertThat(onlyIdentity().anchor().name()).isEqualTo("bezahlen.example.com");
    }

    @Test
    void aRenewalWithOtherNamesInTheSameOrderLineStaysOneIdentity() {
        String archive = "file://web-1/etc/letsencrypt/archive/pay/";
        X509Certificate old = certificate("k1").dns("pay.example.com").build();
        X509Certificate renewed =
                certificate("k2").dns("bezahlen.example.com").from("2026-04-01T00:00:00Z").build();
        roll.accept(seen(old, Role.STORED, archive + "cert1.pem"));
        roll.accept(seen(renewed, Role.STORED, archive + "cert2.pem"));

        assertThat(onlyIdentity().evidence()).anyMatch(it -> it.contains("same order"));
    }

    @Test
    void twoLeavesInOneBundleAreTwoIdentities() {
        roll.accept(
                seen(
                        certificate("a").dns("a.example.com").build(),
                        Role.STORED,
                        "file://web-1/etc/all.pem"));
        roll.accept(
                seen(
                        certificate("b").dns("b.example.com").build(),
                        Role.STORED,
                        "file://web-1/etc/all.pem"));

        assertThat(roll.result().identities()).hasSize(2);
    }

    @Test
    void anSshKeyAuthorisedOn211AccountsIsOneIdentityWith211Grants() {
        for (int host = 1; host <= 211; host++) {
            roll.accept(
                    seen(
                            sshKey("deploy"),
                            Role.AUTHORIZED,
                            "file://web-" + host + "/export/home/app/.ssh/authorized_keys:1",
                            NOW,
                            Facts.of(Map.of("account", "app", "comment", "deploy@ci"))));
        }

        RollResult result = roll.result();

        assertThat(result.identities())
                .extracting(it -> it.anchor().kind())
                .containsExactly(Anchor.Kind.KEY);
        assertThat(result.identities().getFirst().evidence()).containsExactly("comment deploy@ci");
        assertThat(result.grants()).hasSize(211);
        assertThat(result.grants())
                .allMatch(it -> it.right().equals("login") && it.resource().startsWith("app@web-"));
    }

    @Test
    void aServiceAccountThatWasCreatedAgainIsAnotherIdentity() {
        Anchor first =
                new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "k8s:cluster-1", "pay/deployer/uid-1");
        Anchor again =
                new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "k8s:cluster-1", "pay/deployer/uid-2");
        roll.accept(
                seen(
                        secret("token of the first", Optional.empty()),
                        Role.STORED,
                        "git://repo@0123456:token#L1",
                        first));
        roll.accept(
                seen(
                        secret("token of the second", Optional.empty()),
                        Role.REGISTERED,
                        "k8s://cluster-1/pay/deployer",
                        again));
        roll.accept(registered(again, "k8s://cluster-1/pay/deployer"));

        RollResult result = roll.result();

        assertThat(result.identities()).extracting(Identity::anchor).containsExactly(first, again);
        assertThat(result.accounts())
                .extracting(it -> it.identity().anchor())
                .containsExactly(again);
        assertThat(result.accounts().getFirst().credentials()).hasSize(1);
    }

    @Test
    void anAwsRoleWithoutAKeyIsAnIdentityWithoutACredential() {
        Anchor role = new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:123456789012", "role/reader");
        Place place = new Place("aws://123456789012/role/reader");
        roll.accept(registered(role, place.text()));
        roll.accept(
                new Observation.Granted(
                        new Grant(
                                new Anchor(
                                        Anchor.Kind.SERVICE_ACCOUNT, "aws:123456789012", "user/ci"),
                                "sts:AssumeRole",
                                "arn:aws:iam::123456789012:role/reader",
                                Facts.NONE,
                                place)));

        RollResult result = roll.result();

        assertThat(result.entries()).isEmpty();
        assertThat(result.accounts()).allMatch(it -> it.credentials().isEmpty());
        assertThat(result.identities()).extracting(Identity::anchor).containsExactly(role);
        assertThat(result.grants()).hasSize(1);
    }

    @Test
    void hourlySvidsAreOneRollingSeries() {
        for (int hour = 0; hour < 48; hour++) {
            Instant from = NOW.plus(Duration.ofHours(hour));
            roll.accept(
                    seen(
                            certificate("svid " + hour)
                                    .uri("spiffe://prod.example/ns/pay/sa/api")
                                    .from(from)
                                    .lasting(Duration.ofHours(1))
                                    .build(),
                            Role.SERVED,
                            "tls://10.0.0.5:8443",
                            from,
                            Facts.NONE));
        }

        Entry entry = onlyEntry();

        assertThat(entry.credential().notBefore()).contains(NOW.plus(Duration.ofHours(47)));
        assertThat(entry.facts().number("series.count")).contains(48L);
        assertThat(entry.identities())
                .extracting(Identity::anchor)
                .containsExactly(
                        new Anchor(Anchor.Kind.WORKLOAD, "prod.example", "/ns/pay/sa/api"));
    }

    @Test
    void aMatterDeviceIsItsKeyWithinVendorAndProduct() {
        String subject =
                "1.3.6.1.4.1.37244.2.2=#0c0438303031,1.3.6.1.4.1.37244.2.1=#0c0446464631"
                        + ",CN=Matter Test DAC 0007";
        roll.accept(
                seen(
                        certificate("d1").subject(subject).build(),
                        Role.STORED,
                        "file://factory/d1.pem"));
        roll.accept(
                seen(
                        certificate("d2")
                                .subject("CN=ACME Matter Devel DAC Mvid:FFF1 Mpid:8001")
                                .build(),
                        Role.STORED,
                        "file://factory/d2.pem"));

        List<Identity> devices = roll.result().identities();

        assertThat(devices).hasSize(2).allMatch(it -> it.anchor().kind() == Anchor.Kind.DEVICE);
        assertThat(devices).allMatch(it -> it.anchor().realm().equals("matter:FFF1"));
        assertThat(devices).allMatch(it -> it.anchor().name().startsWith("8001/key "));
    }

    @Test
    void aKmsKeyWithoutPublicPartIsKnownByItsResource() {
        String arn = "arn:aws:kms:eu-central-1:123456789012:key/1";
        roll.accept(
                seen(
                        new ManagedKey("aws-kms", arn, "1", Optional.empty(), Optional.empty()),
                        Role.REGISTERED,
                        "aws://123456789012/kms/1"));
        roll.accept(
                seen(
                        new ManagedKey("aws-kms", arn, "2", Optional.empty(), Optional.empty()),
                        Role.REGISTERED,
                        "aws://123456789012/kms/1"));

        RollResult result = roll.result();

        assertThat(result.summary().credentials()).isEqualTo(2);
        assertThat(result.identities())
                .extracting(Identity::anchor)
                .containsExactly(new Anchor(Anchor.Kind.KEY, "aws-kms", arn));
    }

    @Test
    void aRotatedTokenSigningKeyStaysWithItsIssuer() {
        Facts issuer = Facts.of("issuer", "https://login.example.com");
        roll.accept(
                seen(jwk("2026-04"), Role.SERVED, "https://login.example.com/jwks", NOW, issuer));
        roll.accept(
                seen(jwk("2026-05"), Role.SERVED, "https://login.example.com/jwks", NOW, issuer));

        assertThat(onlyIdentity().anchor())
                .isEqualTo(new Anchor(Anchor.Kind.SIGNER, "", "https://login.example.com"));
    }

    @Test
    void aCodeSigningKeyInAnHsmBelongsToTheOrganisationOfItsCertificate() {
        X509Certificate certificate =
                certificate("hsm")
                        .subject("CN=Acme Releases,O=Acme GmbH,C=DE")
                        .extendedKeyUsage("codeSigning")
                        .build();
        ManagedKey slot =
                new ManagedKey(
                        "pkcs11",
                        "token=release;object=signing",
                        "",
                        Optional.empty(),
                        Optional.of(key("hsm")));
        roll.accept(seen(slot, Role.REGISTERED, "pkcs11://release/signing"));
        roll.accept(seen(certificate, Role.STORED, "file://build/etc/signing.pem"));

        assertThat(onlyIdentity().anchor())
                .isEqualTo(new Anchor(Anchor.Kind.SIGNER, "", "O=Acme GmbH, C=DE"));
        assertThat(roll.result().summary().credentials()).isEqualTo(2);
    }

    @Test
    void aLockedContainerOpenedLaterIsSupersededByItsContent() {
        SealedContainer locked = new SealedContainer(bytes("the file").sha256(), "PKCS#12");
        X509Certificate content = certificate("k").dns("pay.example.com").build();
        Facts format = Facts.of("format", "PKCS#12");
        roll.accept(
                seen(
                        locked,
                        Role.STORED,
                        "file://web-1/etc/pay.p12",
                        NOW,
                        Facts.of(Map.of("format", "PKCS#12", "encrypted", true))));
        roll.accept(seen(content, Role.STORED, "file://web-1/etc/pay.p12", NOW, format));

        RollResult result = roll.result();

        assertThat(entry(result, locked).facts().text("superseded"))
                .contains(content.id().toString());
        assertThat(names(entry(result, locked))).containsExactly("pay.example.com");
        assertThat(result.identities()).hasSize(1);
    }

    @Test
    void anOauthAppWithConsentsIsAnApplicationWithGrants() {
        Anchor app = new Anchor(Anchor.Kind.APPLICATION, "entra:tenant-1", "client-1");
        Place place = new Place("entra://tenant-1/app/client-1");
        roll.accept(
                seen(
                        secret("client secret", Optional.empty()),
                        Role.REGISTERED,
                        place.text(),
                        app));
        roll.accept(
                new Observation.Granted(
                        new Grant(
                                app,
                                "Mail.Read",
                                "tenant-1",
                                Facts.of("consent", "administrator"),
                                place)));

        RollResult result = roll.result();

        assertThat(result.identities()).extracting(Identity::rule).containsExactly("oauth-client");
        assertThat(result.grants()).extracting(Grant::holder).containsExactly(app);
    }

    @Test
    void anAgentActsForAPersonUntilFriday() {
        Anchor agent = new Anchor(Anchor.Kind.AI_AGENT, "tenant-1", "triage-agent");
        Place place = new Place("oauth://tenant-1/delegation/7");
        Facts untilFriday = Facts.of("notAfter", "2026-06-05T18:00:00Z");
        roll.accept(
                seen(
                        secret("agent token", Optional.empty()),
                        Role.REGISTERED,
                        place.text(),
                        agent));
        roll.accept(
                new Observation.Granted(
                        new Grant(agent, "acts-for", "alice@example.com", untilFriday, place)));

        RollResult result = roll.result();

        assertThat(result.identities()).extracting(Identity::anchor).containsExactly(agent);
        assertThat(result.grants().getFirst().scope().text("notAfter"))
                .contains("2026-06-05T18:00:00Z");
    }

    private static Observation.Registered registered(Anchor anchor, String place) {
        return new Observation.Registered(
                anchor,
                new Sighting(
                        anchor, new Place(place), Role.REGISTERED, "exports", NOW, Facts.NONE));
    }

    private static Roll roll(Binding... bindings) {
        return new Roll(
                new Roll.Settings(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        1 << 20,
                        List.of(bindings),
                        KnownKeys.NONE),
                NOW);
    }

    private Identity onlyIdentity() {
        List<Identity> identities = roll.result().identities();
        assertThat(identities).hasSize(1);
        return identities.getFirst();
    }

    private static List<String> names(Entry entry) {
        return entry.identities().stream().map(it -> it.anchor().name()).toList();
    }

    private Entry onlyEntry() {
        return roll.result()
                .entries()
                .reduce((_, _) -> {
                    throw new AssertionError("more than one");
                })
                .orElseThrow();
    }

    private static Entry entry(RollResult result, Credential credential) {
        return result.entries()
                .filter(it -> it.credential().id().equals(credential.id()))
                .findFirst()
                .orElseThrow();
    }
}
