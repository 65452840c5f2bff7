package io.muster.roll;

import static io.muster.roll.Fixtures.certificate;
import static io.muster.roll.Fixtures.secret;
import static io.muster.roll.Fixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Identity;
import io.muster.model.Role;
import io.muster.model.X509Certificate;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The golden cases of `docs/identity.md`, in its order: a paragraph there, a test here.
class GoldenCasesTest {
    private Roll roll = new Roll(Roll.Settings.of(Path.of(System.getProperty("java.io.tmpdir"))));

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
                seen(next, Role.STORED, "git://github.com/acme/pay@0123456789abcdef:deploy.sh:7"));

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
