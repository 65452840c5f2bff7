package io.muster.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.AgeKey;
import io.muster.model.Algorithm.Strength;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.testing.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The identities are the examples of the specification (C2SP age), which everybody has.
class AgeTextTest {
    private static final String IDENTITY =
            "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    private static final String RECIPIENT =
            "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    private static final String HYBRID_IDENTITY =
            "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR";

    @Test
    void anIdentityIsKnownByItsRecipient() throws Exception {
        AgeKey key = ((AgeText.Identity) AgeText.parse(IDENTITY)).key();
        assertThat(key.recipient()).isEqualTo(RECIPIENT);
        assertThat(key).isEqualTo(((AgeText.Recipient) AgeText.parse(RECIPIENT)).key());
        assertThat(key.keyId()).isPresent();
        assertThat(key.publicKey().name()).isEqualTo("X25519");
    }

    @Test
    void aPostQuantumIdentityIsKnownByItsRecipient() throws Exception {
        AgeKey key = ((AgeText.Identity) AgeText.parse(HYBRID_IDENTITY)).key();
        // Both ends of the specification's recipient: ML-KEM's half begins it, X25519's and the
        // checksum end it.
        assertThat(key.recipient())
                .startsWith("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrq")
                .endsWith("mhh6gjtqmwze9pyyzk3tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k")
                .hasSize(1959);
        assertThat(key.publicKey().strength()).isEqualTo(Strength.HYBRID);
        assertThat(((AgeText.Recipient) AgeText.parse(key.recipient())).key()).isEqualTo(key);
    }

    @Test
    void aMistypedIdentityIsRefused() {
        assertThatThrownBy(() -> AgeText.parse(IDENTITY.replace("4EGAEX", "4EGAEA")))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> AgeText.parse(RECIPIENT.replace("age1z", "age1Z")))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aPluginsRecipientIsListedByName() throws Exception {
        String text = new Bech32("age1yubikey", Bytes.of(new byte[33])).encode();
        AgeKey key = ((AgeText.Recipient) AgeText.parse(text)).key();
        assertThat(key.publicKey().name()).isEqualTo("age-plugin-yubikey");
        String identity = new Bech32("age-plugin-yubikey-", Bytes.of(new byte[7])).encode();
        assertThat(AgeText.parse(identity)).isEqualTo(new AgeText.PluginIdentity("yubikey"));
    }

    @Test
    void anEncryptedFileIsSealed() {
        Bytes file =
                Bytes.of("age-encryption.org/v1\n-> X25519".getBytes(StandardCharsets.US_ASCII));
        assertThat(AgeText.isEncrypted(file)).isTrue();
        assertThat(AgeText.sealed(file).format()).isEqualTo("age");
    }

    @Test
    void anyOneByteChangedIsReadOrRefusedWithAReason() {
        Mutations.each(IDENTITY, 2000, 21, AgeText::parse);
        Mutations.each(RECIPIENT, 2000, 22, AgeText::parse);
    }
}
