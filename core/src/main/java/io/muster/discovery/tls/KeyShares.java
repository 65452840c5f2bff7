package io.muster.discovery.tls;

import io.muster.model.Malformed;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;

/// The client's half of the key exchange of TLS 1.3.
///
/// One key pair for each group serves a whole run. That costs the secrecy of nothing: all that is
/// ever decrypted with it is a certificate that the server shows to everybody. Safe for use by
/// several threads.
final class KeyShares {

    /// What carries a key on the wire: the last `length` octets of its SubjectPublicKeyInfo, behind
    /// a constant `header`.
    private enum Curve {
        X25519("X25519", "X25519", "302a300506032b656e032100", 32),
        X448("X448", "X448", "3042300506032b656f033900", 56),
        P256("EC", "secp256r1", "3059301306072a8648ce3d020106082a8648ce3d030107034200", 65),
        P384("EC", "secp384r1", "3076301006072a8648ce3d020106052b81040022036200", 97),
        P521("EC", "secp521r1", "30819b301006072a8648ce3d020106052b8104002303818600", 133);

        private final String algorithm;
        private final String parameters;
        private final String header;
        private final int length;

        Curve(String algorithm, String parameters, String header, int length) {
            this.algorithm = algorithm;
            this.parameters = parameters;
            this.header = header;
            this.length = length;
        }
    }

    /// Parameter sets of FIPS 203 with the length of public key and ciphertext.
    private enum Lattice {
        ML_KEM_768("ML-KEM-768", 1184, 1088),
        ML_KEM_1024("ML-KEM-1024", 1568, 1568);

        private final String parameters;
        private final int publicKey;
        private final int ciphertext;

        Lattice(String parameters, int publicKey, int ciphertext) {
            this.parameters = parameters;
            this.publicKey = publicKey;
            this.ciphertext = ciphertext;
        }
    }

    private final Map<Curve, KeyPair> curves = new ConcurrentHashMap<>();
    private final Map<Lattice, KeyPair> lattices = new ConcurrentHashMap<>();

    /// The key_share that offers `group`.
    byte[] offer(Group group) {
        return switch (group) {
            case X25519 -> point(Curve.X25519);
            case X448 -> point(Curve.X448);
            case SECP256R1 -> point(Curve.P256);
            case SECP384R1 -> point(Curve.P384);
            case SECP521R1 -> point(Curve.P521);
            case MLKEM768 -> encapsulationKey(Lattice.ML_KEM_768);
            case MLKEM1024 -> encapsulationKey(Lattice.ML_KEM_1024);
            case X25519MLKEM768 -> join(encapsulationKey(Lattice.ML_KEM_768), point(Curve.X25519));
            case SECP256R1MLKEM768 -> join(point(Curve.P256), encapsulationKey(Lattice.ML_KEM_768));
            case SECP384R1MLKEM1024 ->
                    join(point(Curve.P384), encapsulationKey(Lattice.ML_KEM_1024));
        };
    }

    /// The secret that both sides share after the server answered `share`.
    ///
    /// @throws Malformed when that is no share of the group
    byte[] secret(Group group, byte[] share) throws Malformed {
        try {
            return switch (group) {
                case X25519 -> agree(Curve.X25519, share);
                case X448 -> agree(Curve.X448, share);
                case SECP256R1 -> agree(Curve.P256, share);
                case SECP384R1 -> agree(Curve.P384, share);
                case SECP521R1 -> agree(Curve.P521, share);
                case MLKEM768 -> decapsulate(Lattice.ML_KEM_768, share);
                case MLKEM1024 -> decapsulate(Lattice.ML_KEM_1024, share);
                case X25519MLKEM768 -> latticeFirst(Lattice.ML_KEM_768, Curve.X25519, share);
                case SECP256R1MLKEM768 -> curveFirst(Curve.P256, Lattice.ML_KEM_768, share);
                case SECP384R1MLKEM1024 -> curveFirst(Curve.P384, Lattice.ML_KEM_1024, share);
            };
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new Malformed("the server's key share for " + group + " is not valid", e);
        }
    }

    private byte[] latticeFirst(Lattice lattice, Curve curve, byte[] share)
            throws GeneralSecurityException {
        int cut = lattice.ciphertext;
        return join(
                decapsulate(lattice, Arrays.copyOfRange(share, 0, cut)),
                agree(curve, Arrays.copyOfRange(share, cut, share.length)));
    }

    private byte[] curveFirst(Curve curve, Lattice lattice, byte[] share)
            throws GeneralSecurityException {
        int cut = curve.length;
        return join(
                agree(curve, Arrays.copyOfRange(share, 0, cut)),
                decapsulate(lattice, Arrays.copyOfRange(share, cut, share.length)));
    }

    private byte[] agree(Curve curve, byte[] share) throws GeneralSecurityException {
        if (share.length != curve.length) {
            throw new GeneralSecurityException("a share of " + share.length + " octets");
        }
        PublicKey theirs =
                KeyFactory.getInstance(curve.algorithm)
                        .generatePublic(
                                new X509EncodedKeySpec(
                                        join(HexFormat.of().parseHex(curve.header), share)));
        KeyAgreement agreement =
                KeyAgreement.getInstance(curve.algorithm.equals("EC") ? "ECDH" : curve.algorithm);
        agreement.init(pair(curve).getPrivate());
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }

    private byte[] decapsulate(Lattice lattice, byte[] ciphertext) throws GeneralSecurityException {
        return KEM.getInstance("ML-KEM")
                .newDecapsulator(pair(lattice).getPrivate())
                .decapsulate(ciphertext)
                .getEncoded();
    }

    private byte[] point(Curve curve) {
        return tail(pair(curve), curve.length);
    }

    private byte[] encapsulationKey(Lattice lattice) {
        return tail(pair(lattice), lattice.publicKey);
    }

    private static byte[] tail(KeyPair pair, int length) {
        byte[] spki = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(spki, spki.length - length, spki.length);
    }

    private KeyPair pair(Curve curve) {
        return curves.computeIfAbsent(curve, it -> generate(it.algorithm, it.parameters));
    }

    private KeyPair pair(Lattice lattice) {
        return lattices.computeIfAbsent(lattice, it -> generate("ML-KEM", it.parameters));
    }

    private static KeyPair generate(String algorithm, String parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(
                    algorithm.equals("EC")
                            ? new java.security.spec.ECGenParameterSpec(parameters)
                            : new NamedParameterSpec(parameters));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + parameters, e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
