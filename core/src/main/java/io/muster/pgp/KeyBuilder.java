package io.muster.pgp;

import io.muster.model.Malformed;
import io.muster.model.PgpKey;
import io.muster.model.PublicKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts packets together to keys. Every primary key packet begins a new one.
final class KeyBuilder {
    /// The most user ids and the most subkeys of one key that are kept.
    private static final int MOST = 1_000;

    private final Consumer<Keyring.Item> out;
    private long number;
    private Optional<KeyPacket> primary = Optional.empty();
    private final List<String> userIds = new ArrayList<>();
    private final List<Keyring.Subkey> subkeys = new ArrayList<>();
    private Optional<SelfSignature> newest = Optional.empty();
    private boolean revoked;

    KeyBuilder(Consumer<Keyring.Item> out) {
        this.out = out;
    }

    void add(Packet packet) {
        if (packet.isPrimaryKey()) {
            finish();
            begin(packet);
        } else if (primary.isPresent()) {
            addTo(primary.get(), packet);
        }
    }

    /// Hands over the key that was being read, if any.
    void finish() {
        primary.ifPresent(key -> out.accept(found(key)));
        primary = Optional.empty();
        userIds.clear();
        subkeys.clear();
        newest = Optional.empty();
        revoked = false;
    }

    private void begin(Packet packet) {
        number++;
        try {
            primary = Optional.of(KeyPacket.read(packet));
        } catch (Malformed e) {
            out.accept(new Keyring.Refused(number, e.reason()));
        }
    }

    private void addTo(KeyPacket key, Packet packet) {
        if (packet.tag() == Packet.USER_ID && userIds.size() < MOST && !packet.body().isEmpty()) {
            userIds.add(new String(packet.body().toArray(), StandardCharsets.UTF_8));
        } else if (packet.isSubkey() && subkeys.size() < MOST) {
            addSubkey(packet);
        } else if (packet.tag() == Packet.SIGNATURE) {
            addSignature(key, packet);
        }
    }

    private void addSubkey(Packet packet) {
        try {
            KeyPacket subkey = KeyPacket.read(packet);
            String algorithm = subkey.material().algorithm().label();
            subkeys.add(new Keyring.Subkey(algorithm, subkey.fingerprint(), subkey.privateHalf()));
        } catch (Malformed e) {
            out.accept(new Keyring.Refused(number, "one of its subkeys: " + e.reason()));
        }
    }

    /// Other people's signatures, and unreadable ones, say nothing about the key.
    private void addSignature(KeyPacket key, Packet packet) {
        try {
            SelfSignature signature = SelfSignature.read(packet.body());
            if (!signature.isBy(key)) {
                return;
            }
            revoked |= signature.revokesKey();
            boolean later = newest.isEmpty() || signature.created() >= newest.get().created();
            if (signature.speaksForKey() && later) {
                newest = Optional.of(signature);
            }
        } catch (Malformed unreadable) {
            // An old or broken signature beside a good key is normal.
        }
    }

    private Keyring.Found found(KeyPacket key) {
        Optional<Instant> expires =
                newest.flatMap(SelfSignature::keyLifetime).map(it -> key.created().plus(it));
        PgpKey pgpKey =
                new PgpKey(
                        key.publicBody(),
                        key.fingerprint(),
                        userIds,
                        key.material().algorithm(),
                        key.created(),
                        expires,
                        key.material().publicKey().flatMap(PublicKey::keyId));
        return new Keyring.Found(pgpKey, key.privateHalf(), subkeys, revoked);
    }
}
