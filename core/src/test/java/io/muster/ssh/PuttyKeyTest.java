package io.muster.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Malformed;
import io.muster.testing.Mutations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The files are puttygen's, of keys made for this test.
class PuttyKeyTest {
    private static final String OPEN_3 =
            """
            PuTTY-User-Key-File-3: ssh-ed25519
            Encryption: none
            Comment: open key
            Public-Lines: 2
            AAAAC3NzaC1lZDI1NTE5AAAAIC6392/DWSZp6/OYlkZh7pUZgZRA9P4PpivXtcf8
            isO9
            Private-Lines: 1
            AAAAIP9yFVL2FBJtG7zoHNTxWQVNKPYmAeSW8NQm8qtBUlBu
            Private-MAC: 3af1cd020225be50cd7caf843e24ee872b4441c5cc7025bc48e6160633460c6e
            """;
    private static final String OPEN_2 =
            """
            PuTTY-User-Key-File-2: ssh-ed25519
            Encryption: none
            Comment: open key
            Public-Lines: 2
            AAAAC3NzaC1lZDI1NTE5AAAAIPR0KBP1IhK6c5hWgZ7BLsaKHxwvwKMfn3Co3qgL
            jedm
            Private-Lines: 1
            AAAAIHE44TrIZ3xJvB1tiZn7bVhJ96laMLWg2iPZj4tiw/pL
            Private-MAC: 71899fa334acb8c43fd51fa068e2a580b2ea5dac
            """;
    private static final String LOCKED_3 =
            """
            PuTTY-User-Key-File-3: ssh-ed25519
            Encryption: aes256-cbc
            Comment: locked key
            Public-Lines: 2
            AAAAC3NzaC1lZDI1NTE5AAAAIJzK2l4r2JW5Ri05hObWNceCi3HhwVkwIptByAuD
            oH+p
            Key-Derivation: Argon2id
            Argon2-Memory: 64
            Argon2-Passes: 2
            Argon2-Parallelism: 1
            Argon2-Salt: cd722a4562cf2d1e9434a0d4e7d5d62f
            Private-Lines: 1
            nDpNECHJ0hwR1pYeHN2elQkqZwCAH+PIyyosajmn9C9qxHnRyrjeULAk1QBPGY/D
            Private-MAC: 8b55d1592828ff73870649c42773c4cc26f63575e8ea7274469ff54ccad1049e
            """;
    private static final String LOCKED_2 =
            """
            PuTTY-User-Key-File-2: ssh-ed25519
            Encryption: aes256-cbc
            Comment: locked key
            Public-Lines: 2
            AAAAC3NzaC1lZDI1NTE5AAAAIKcQpGLoP60M/J3KFblqx+//2Ms1alvFa46F9K2l
            Bran
            Private-Lines: 1
            MXdblQHx2qrINkALwX/baqZOJgximsXH9yuRcGlaO/E2IzRW+iCQgklnOlfkf5R/
            Private-MAC: 674d576f5745c4e6739f62b672732c132857d7a2
            """;

    @Test
    void anUnprotectedKeyIsKnownByItsPublicHalfAndItsMac() throws Exception {
        for (String text : List.of(OPEN_3, OPEN_2, OPEN_3.replace("\n", "\r\n"))) {
            PuttyKey key = PuttyKey.parse(text, List.of());
            assertThat(key.publicKey().credential().keyType()).isEqualTo("ssh-ed25519");
            assertThat(key.comment()).isEqualTo("open key");
            assertThat(key.passphrase()).isEqualTo(Passphrase.NONE);
            assertThat(key.authentic()).contains(true);
        }
    }

    @Test
    void aChangedCommentIsNotAuthentic() throws Exception {
        for (String text : List.of(OPEN_3, OPEN_2)) {
            PuttyKey key = PuttyKey.parse(text.replace("open key", "mine now"), List.of());
            assertThat(key.authentic()).contains(false);
        }
    }

    @Test
    void aProtectedKeyOpensWithItsPassphraseOnly() throws Exception {
        for (String text : List.of(LOCKED_3, LOCKED_2)) {
            PuttyKey locked = PuttyKey.parse(text, List.of("wrong"));
            assertThat(locked.passphrase()).isEqualTo(Passphrase.NEEDED);
            assertThat(locked.authentic()).isEqualTo(Optional.empty());
            PuttyKey opened = PuttyKey.parse(text, List.of("wrong", "secret"));
            assertThat(opened.passphrase()).isEqualTo(Passphrase.KNOWN);
            assertThat(opened.publicKey()).isEqualTo(locked.publicKey());
        }
    }

    @Test
    void aPassphraseThatCostsTooMuchIsNotTried() throws Exception {
        String greedy = LOCKED_3.replace("Argon2-Memory: 64", "Argon2-Memory: 99999999");
        assertThatThrownBy(() -> PuttyKey.parse(greedy, List.of("secret")))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("99999999 KiB");
        assertThat(PuttyKey.parse(greedy, List.of()).passphrase()).isEqualTo(Passphrase.NEEDED);
    }

    @Test
    void anyOneByteChangedIsReadOrRefusedWithAReason() {
        Mutations.each(OPEN_3, 2000, 11, text -> PuttyKey.parse(text, List.of()));
        Mutations.each(LOCKED_2, 2000, 12, text -> PuttyKey.parse(text, List.of("secret")));
    }
}
