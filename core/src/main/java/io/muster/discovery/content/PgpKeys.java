package io.muster.discovery.content;

import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.pgp.Keyring;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// OpenPGP keys, armored or not.
final class PgpKeys {
    private PgpKeys() {}

    static void read(byte[] content, Facts facts, Finds finds) throws Malformed {
        try {
            Keyring.read(new ByteArrayInputStream(content), it -> item(it, facts, finds));
        } catch (IOException e) {
            throw new Malformed("OpenPGP armor that is not base64", e);
        }
    }

    private static void item(Keyring.Item item, Facts facts, Finds finds) {
        switch (item) {
            case Keyring.Found found -> {
                Role role = found.hasPrivateHalf() ? Role.PRIVATE_KEY : Role.STORED;
                finds.sighted(found.key(), role, facts.with(found.facts()));
            }
            case Keyring.Refused(long number, String reason) ->
                    finds.unreadable(facts, "OpenPGP key " + number + ": " + reason);
        }
    }
}
