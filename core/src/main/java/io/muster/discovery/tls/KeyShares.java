package io.muster.discovery.tls;

import static io.muster.discovery.handshake.EphemeralKeys.Curve.P256;
import static io.muster.discovery.handshake.EphemeralKeys.Curve.P384;
import static io.muster.discovery.handshake.EphemeralKeys.Curve.P521;
import static io.muster.discovery.handshake.EphemeralKeys.Curve.X25519;
import static io.muster.discovery.handshake.EphemeralKeys.Curve.X448;
import static io.muster.discovery.handshake.EphemeralKeys.Lattice.ML_KEM_1024;
import static io.muster.discovery.handshake.EphemeralKeys.Lattice.ML_KEM_768;
import static io.muster.discovery.handshake.EphemeralKeys.join;

import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.model.Malformed;
import java.util.Arrays;

/// The key shares of TLS 1.3, hybrid ones included (RFC 8446, 4.2.8; RFC 10024).
///
/// @param keys what the shares are made of
record KeyShares(EphemeralKeys keys) {

    /// The key_share that offers `group`.
    byte[] offer(Group group) {
        return switch (group) {
            case X25519 -> keys.publicKey(X25519);
            case X448 -> keys.publicKey(X448);
            case SECP256R1 -> keys.publicKey(P256);
            case SECP384R1 -> keys.publicKey(P384);
            case SECP521R1 -> keys.publicKey(P521);
            case MLKEM768 -> keys.encapsulationKey(ML_KEM_768);
            case MLKEM1024 -> keys.encapsulationKey(ML_KEM_1024);
            case X25519MLKEM768 -> join(keys.encapsulationKey(ML_KEM_768), keys.publicKey(X25519));
            case SECP256R1MLKEM768 -> join(keys.publicKey(P256), keys.encapsulationKey(ML_KEM_768));
            case SECP384R1MLKEM1024 ->
                    join(keys.publicKey(P384), keys.encapsulationKey(ML_KEM_1024));
        };
    }

    /// The secret that both sides share after the server answered `share`.
    ///
    /// @throws Malformed when that is no share of the group
    byte[] secret(Group group, byte[] share) throws Malformed {
        return switch (group) {
            case X25519 -> keys.agree(X25519, share);
            case X448 -> keys.agree(X448, share);
            case SECP256R1 -> keys.agree(P256, share);
            case SECP384R1 -> keys.agree(P384, share);
            case SECP521R1 -> keys.agree(P521, share);
            case MLKEM768 -> keys.decapsulate(ML_KEM_768, share);
            case MLKEM1024 -> keys.decapsulate(ML_KEM_1024, share);
            case X25519MLKEM768 -> {
                int cut = ML_KEM_768.ciphertext();
                byte[] lattice = keys.decapsulate(ML_KEM_768, head(share, cut));
                yield join(lattice, keys.agree(X25519, tail(share, cut)));
            }
            case SECP256R1MLKEM768 -> curveFirst(P256, EphemeralKeys.Lattice.ML_KEM_768, share);
            case SECP384R1MLKEM1024 -> curveFirst(P384, EphemeralKeys.Lattice.ML_KEM_1024, share);
        };
    }

    private byte[] curveFirst(
            EphemeralKeys.Curve curve, EphemeralKeys.Lattice lattice, byte[] share)
            throws Malformed {
        byte[] agreed = keys.agree(curve, head(share, curve.length()));
        return join(agreed, keys.decapsulate(lattice, tail(share, curve.length())));
    }

    private static byte[] head(byte[] share, int cut) {
        return Arrays.copyOf(share, Math.min(cut, share.length));
    }

    private static byte[] tail(byte[] share, int cut) {
        return Arrays.copyOfRange(share, Math.min(cut, share.length), share.length);
    }
}
