package io.muster.discovery.content;

import io.muster.keystore.Passwords;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.ssh.PuttyKey;
import io.muster.ssh.Rfc4716PublicKey;
import java.util.Set;

/// PuTTY's private keys and the public keys of RFC 4716.
final class PuttyFormat implements TextFormat {
    /// No such file is larger.
    private static final int LENGTH_MAX = 64 << 10;

    private final Passwords passwords;

    PuttyFormat(Passwords passwords) {
        this.passwords = passwords;
    }

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.PUTTY, Trigger.SSH2_PUBLIC_KEY);
    }

    @Override
    public void read(Text text, Finds finds) {
        if (text.length() > LENGTH_MAX) {
            return;
        }
        String content = text.latin1(0, text.length());
        try {
            if (PuttyKey.recognizes(content)) {
                PuttyKey key = PuttyKey.parse(content, passwords.chosen());
                finds.sighted(key.publicKey().credential(), Role.PRIVATE_KEY, key.facts());
                finds.covered().add(0, text.length());
            } else if (Rfc4716PublicKey.recognizes(content)) {
                Rfc4716PublicKey key = Rfc4716PublicKey.parse(content);
                finds.sighted(
                        key.blob().credential(),
                        Role.STORED,
                        key.blob().facts().with(Facts.of("format", "RFC 4716")));
            }
        } catch (Malformed e) {
            finds.unreadable(e.reason());
        }
    }
}
