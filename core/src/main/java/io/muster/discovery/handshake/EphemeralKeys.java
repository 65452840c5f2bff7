package io.muster.discovery.handshake;

import io.muster.model.Malformed;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;

/// The client's half of key exchanges: one key pair for each curve or parameter set, for a whole
/// run.
///
/// Using a pair again costs the secrecy of nothing: all that is ever protected with it is what the
/// server shows to everybody. Safe for use by several threads.
public final class EphemeralKeys {
    private final Map<Curve, KeyPair> curves = new ConcurrentHashMap<>();
    private final Map<Lattice, KeyPair> lattices = new ConcurrentHashMap<>();

    /// Elliptic curves (RFC 7748, SP 800-186). On the wire a key is the last `length` octets of its
    /// SubjectPublicKeyInfo, behind a constant `header`.
    public enum Curve {
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

        /// How many octets a public key has on the wire.
        public int length() {
            return length;
        }

        private AlgorithmParameterSpec specification() {
            return algorithm.equals("EC")
                    ? new ECGenParameterSpec(parameters)
                    : new NamedParameterSpec(parameters);
        }
    }

    /// Parameter sets of ML-KEM (FIPS 203).
    public enum Lattice {
        ML_KEM_768("ML-KEM-768", 1184, 1088),
        ML_KEM_1024("ML-KEM-1024", 1568, 1568);

        private final String parameters;
        private final int encapsulationKey;
        private final int ciphertext;

        Lattice(String parameters, int encapsulationKey, int ciphertext) {
            this.parameters = parameters;
            this.encapsulationKey = encapsulationKey;
            this.ciphertext = ciphertext;
        }

        /// How many octets the server's answer has.
        public int ciphertext() {
            return ciphertext;
        }
    }

    /// Our public key as it goes over the wire.
    public byte[] publicKey(Curve curve) {
        return tail(pair(curve), curve.length);
    }

    /// Our encapsulation key as it goes over the wire.
    public byte[] encapsulationKey(Lattice lattice) {
        return tail(pair(lattice), lattice.encapsulationKey);
    }

    /// The secret shared with the owner of `theirs`.
    ///
    /// @throws Malformed when that is no public key on the curve
    public byte[] agree(Curve curve, byte[] theirs) throws Malformed {
        if (theirs.length != curve.length) {
            throw invalid(curve.parameters);
        }
        try {
            byte[] spki = join(HexFormat.of().parseHex(curve.header), theirs);
            PublicKey key =
                    KeyFactory.getInstance(curve.algorithm)
                            .generatePublic(new X509EncodedKeySpec(spki));
            boolean weierstrass = curve.algorithm.equals("EC");
            KeyAgreement agreement =
                    KeyAgreement.getInstance(weierstrass ? "ECDH" : curve.algorithm);
            agreement.init(pair(curve).getPrivate());
            agreement.doPhase(key, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw invalid(curve.parameters);
        }
    }

    /// The secret that the server encapsulated to our key.
    ///
    /// @throws Malformed when `ciphertext` is none
    public byte[] decapsulate(Lattice lattice, byte[] ciphertext) throws Malformed {
        if (ciphertext.length != lattice.ciphertext) {
            throw invalid(lattice.parameters);
        }
        try {
            return KEM.getInstance("ML-KEM")
                    .newDecapsulator(pair(lattice).getPrivate())
                    .decapsulate(ciphertext)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw invalid(lattice.parameters);
        }
    }

    /// Both arrays, one behind the other.
    public static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Malformed invalid(String parameters) {
        return new Malformed("the server's key share is not valid for " + parameters);
    }

    private static byte[] tail(KeyPair pair, int length) {
        byte[] spki = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(spki, spki.length - length, spki.length);
    }

    private KeyPair pair(Curve curve) {
        return curves.computeIfAbsent(curve, it -> generate(it.algorithm, it.specification()));
    }

    private KeyPair pair(Lattice lattice) {
        return lattices.computeIfAbsent(
                lattice, it -> generate("ML-KEM", new NamedParameterSpec(it.parameters)));
    }

    private static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + algorithm, e);
        }
    }
}
