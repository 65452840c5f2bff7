package io.muster.keystore;

import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;

/// ML-DSA (RFC 9881), ML-KEM (RFC 9935) and SLH-DSA (RFC 9909) private keys.
///
/// The private key is a choice of seed, expanded key or both, told apart by tag, never by length.
/// Where both are given they must agree. Files from before the standard hold the bare bytes; those
/// are read as well.
final class PostQuantumKey {
    private static final String SIGNATURES = "2.16.840.1.101.3.4.3.";
    private static final String KEMS = "2.16.840.1.101.3.4.4.";
    private static final int MLDSA_SEED = 32;
    private static final int MLKEM_SEED = 64;

    private PostQuantumKey() {}

    /// The public key's bytes, or nothing when `oid` is no algorithm known here.
    static Optional<byte[]> publicHalf(String oid, byte[] key) throws Malformed {
        if (oid.startsWith(KEMS)) {
            return switch (oid.substring(KEMS.length())) {
                case "1" -> Optional.of(mlKem(MLKEMParameters.ml_kem_512, 1632, key));
                case "2" -> Optional.of(mlKem(MLKEMParameters.ml_kem_768, 2400, key));
                case "3" -> Optional.of(mlKem(MLKEMParameters.ml_kem_1024, 3168, key));
                default -> Optional.empty();
            };
        }
        if (oid.startsWith(SIGNATURES)) {
            return switch (oid.substring(SIGNATURES.length())) {
                case "17", "32" -> Optional.of(mlDsa(MLDSAParameters.ml_dsa_44, 2560, key));
                case "18", "33" -> Optional.of(mlDsa(MLDSAParameters.ml_dsa_65, 4032, key));
                case "19", "34" -> Optional.of(mlDsa(MLDSAParameters.ml_dsa_87, 4896, key));
                case "20", "21", "26", "27", "35", "36", "41", "42" -> Optional.of(slhDsa(64, key));
                case "22", "23", "28", "29", "37", "38", "43", "44" -> Optional.of(slhDsa(96, key));
                case "24", "25", "30", "31", "39", "40", "45", "46" ->
                        Optional.of(slhDsa(128, key));
                default -> Optional.empty();
            };
        }
        return CompositeKey.publicHalf(oid, key);
    }

    static byte[] mlDsaFromSeed(MLDSAParameters parameters, byte[] seed) {
        return new MLDSAPrivateKeyParameters(parameters, seed).getPublicKey();
    }

    private static byte[] mlDsa(MLDSAParameters parameters, int size, byte[] key) throws Malformed {
        Choice choice = Choice.read(key, MLDSA_SEED, size);
        Optional<byte[]> fromSeed = choice.seed.map(it -> mlDsaFromSeed(parameters, it));
        Optional<byte[]> fromExpanded =
                choice.expanded.map(
                        it -> new MLDSAPrivateKeyParameters(parameters, it).getPublicKey());
        return agreed(fromSeed, fromExpanded);
    }

    private static byte[] mlKem(MLKEMParameters parameters, int size, byte[] key) throws Malformed {
        Choice choice = Choice.read(key, MLKEM_SEED, size);
        Optional<byte[]> fromSeed =
                choice.seed.map(it -> new MLKEMPrivateKeyParameters(parameters, it).getPublicKey());
        Optional<byte[]> fromExpanded =
                choice.expanded.map(
                        it -> new MLKEMPrivateKeyParameters(parameters, it).getPublicKey());
        return agreed(fromSeed, fromExpanded);
    }

    private static byte[] agreed(Optional<byte[]> fromSeed, Optional<byte[]> fromExpanded)
            throws Malformed {
        if (fromSeed.isPresent()
                && fromExpanded.isPresent()
                && !Arrays.equals(fromSeed.get(), fromExpanded.get())) {
            throw new Malformed("a private key whose seed and expanded key are of different keys");
        }
        return fromSeed.or(() -> fromExpanded)
                .orElseThrow(() -> new Malformed("a private key without content"));
    }

    /// SK.seed, SK.prf, PK.seed, PK.root: the second half is the public key (FIPS 205, 9.1).
    private static byte[] slhDsa(int size, byte[] key) throws Malformed {
        byte[] bare = key.length == size ? key : Der.read(key).octets("private key");
        if (bare.length != size) {
            throw new Malformed("an SLH-DSA private key of " + bare.length + " bytes, not " + size);
        }
        return Arrays.copyOfRange(bare, size / 2, size);
    }

    private record Choice(Optional<byte[]> seed, Optional<byte[]> expanded) {

        static Choice read(byte[] key, int seedSize, int expandedSize) throws Malformed {
            if (key.length == seedSize) {
                return new Choice(Optional.of(key), Optional.empty());
            }
            if (key.length == expandedSize) {
                return new Choice(Optional.empty(), Optional.of(key));
            }
            Der choice = Der.read(key);
            if (choice.is(Der.tagged(0))) {
                return new Choice(
                        Optional.of(sized(choice.contents(), seedSize)), Optional.empty());
            }
            if (choice.is(Der.OCTET_STRING)) {
                byte[] only = choice.contents();
                return only.length == seedSize
                        ? new Choice(Optional.of(only), Optional.empty())
                        : new Choice(Optional.empty(), Optional.of(sized(only, expandedSize)));
            }
            DerCursor both = choice.children(Der.SEQUENCE, "private key");
            byte[] seed = sized(both.next(Der.OCTET_STRING, "seed").contents(), seedSize);
            byte[] expanded =
                    sized(both.next(Der.OCTET_STRING, "expanded key").contents(), expandedSize);
            return new Choice(Optional.of(seed), Optional.of(expanded));
        }

        private static byte[] sized(byte[] bytes, int size) throws Malformed {
            if (bytes.length != size) {
                throw new Malformed(
                        "a private key of "
                                + bytes.length
                                + " bytes where the algorithm has "
                                + size);
            }
            return bytes;
        }
    }
}
