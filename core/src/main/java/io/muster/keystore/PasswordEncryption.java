package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S1ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/// Decryption under a password: PBES1 and PBES2 (RFC 8018), the schemes of PKCS#12 (RFC 7292, B and
/// C), scrypt (RFC 7914).
final class PasswordEncryption {
    private static final String PKCS5 = "1.2.840.113549.1.5.";
    private static final String PKCS12 = "1.2.840.113549.1.12.1.";
    private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";

    private PasswordEncryption() {}

    /// What `encrypted` holds, if `password` is right. A wrong password gives [Malformed] or, once
    /// in 256 times, noise: the caller must check that it has what it expects.
    ///
    /// @param scheme the AlgorithmIdentifier
    static byte[] decrypt(Der scheme, byte[] encrypted, String password, Cost cost)
            throws Malformed {
        DerCursor fields = scheme.children(Der.SEQUENCE, "encryption scheme");
        String oid = fields.next().oid("encryption scheme").dotted();
        Der parameters = fields.next(Der.SEQUENCE, "parameters of the encryption");
        try {
            if (oid.equals(PKCS5 + "13")) {
                return pbes2(parameters, encrypted, password, cost);
            }
            Salted salted = Salted.read(parameters);
            cost.spend(salted.rounds);
            if (oid.startsWith(PKCS12)) {
                String rest = oid.substring(PKCS12.length());
                return password.isEmpty()
                        ? nothing(rest, salted, encrypted, cost)
                        : pkcs12(rest, salted, encrypted, bmp(password));
            }
            return switch (oid) {
                case PKCS5 + "3" -> pbes1(new MD5Digest(), "DES", salted, encrypted, password);
                case PKCS5 + "6" -> pbes1(new MD5Digest(), "RC2", salted, encrypted, password);
                case PKCS5 + "10" -> pbes1(new SHA1Digest(), "DES", salted, encrypted, password);
                case PKCS5 + "11" -> pbes1(new SHA1Digest(), "RC2", salted, encrypted, password);
                default -> throw new Malformed("encrypted with the unknown scheme " + oid);
            };
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Malformed("the password does not open it", e);
        }
    }

    private record Salted(Bytes salt, int rounds) {
        static Salted read(Der parameters) throws Malformed {
            DerCursor fields = parameters.children();
            Bytes salt = Bytes.of(fields.next(Der.OCTET_STRING, "salt").octets("salt"));
            return new Salted(
                    salt,
                    fields.next(Der.INTEGER, "rounds").integerUpTo(Integer.MAX_VALUE, "rounds"));
        }
    }

    private static byte[] pbes1(
            Digest digest, String cipher, Salted salted, byte[] encrypted, String password)
            throws GeneralSecurityException {
        PBEParametersGenerator generator = new PKCS5S1ParametersGenerator(digest);
        generator.init(utf8(password), salted.salt.toArray(), salted.rounds);
        ParametersWithIV keyed = (ParametersWithIV) generator.generateDerivedParameters(64, 64);
        byte[] key = ((KeyParameter) keyed.getParameters()).getKey();
        return cbc(cipher, key, keyed.getIV(), encrypted);
    }

    /// The empty password is its terminator (RFC 7292, B.1), as openssl has it; to Java, and where
    /// there is no password at all, it is not even that.
    private static byte[] nothing(String scheme, Salted salted, byte[] encrypted, Cost cost)
            throws Malformed, GeneralSecurityException {
        try {
            byte[] plain = pkcs12(scheme, salted, encrypted, new byte[2]);
            if (isSequence(plain)) {
                return plain;
            }
        } catch (GeneralSecurityException wrongPassword) {
            // The other kind of nothing may fit.
        }
        cost.spend(salted.rounds);
        return pkcs12(scheme, salted, encrypted, new byte[0]);
    }

    /// Whether `plain` is exactly one SEQUENCE, which noise from a wrong password is not.
    static boolean isSequence(byte[] plain) {
        try {
            Der element = Der.read(plain);
            return element.is(Der.SEQUENCE) && element.encoded().length == plain.length;
        } catch (Malformed e) {
            return false;
        }
    }

    private static byte[] pkcs12(String scheme, Salted salted, byte[] encrypted, byte[] password)
            throws Malformed, GeneralSecurityException {
        PBEParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
        generator.init(password, salted.salt.toArray(), salted.rounds);
        return switch (scheme) {
            case "1" -> rc4(generator, 128, encrypted);
            case "2" -> rc4(generator, 40, encrypted);
            case "3" -> block("DESede", generator, 192, encrypted);
            case "4" -> block("DESede", generator, 128, encrypted);
            case "5" -> block("RC2", generator, 128, encrypted);
            case "6" -> block("RC2", generator, 40, encrypted);
            default -> throw new Malformed("encrypted with the unknown scheme " + PKCS12 + scheme);
        };
    }

    private static byte[] rc4(PBEParametersGenerator generator, int bits, byte[] encrypted)
            throws GeneralSecurityException {
        KeyParameter key = (KeyParameter) generator.generateDerivedParameters(bits);
        Cipher cipher = Cipher.getInstance("ARCFOUR");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.getKey(), "ARCFOUR"));
        return cipher.doFinal(encrypted);
    }

    private static byte[] block(
            String cipher, PBEParametersGenerator generator, int bits, byte[] encrypted)
            throws GeneralSecurityException {
        ParametersWithIV keyed = (ParametersWithIV) generator.generateDerivedParameters(bits, 64);
        return cbc(
                cipher, ((KeyParameter) keyed.getParameters()).getKey(), keyed.getIV(), encrypted);
    }

    private static byte[] pbes2(Der parameters, byte[] encrypted, String password, Cost cost)
            throws Malformed, GeneralSecurityException {
        DerCursor fields = parameters.children();
        Der derivation = fields.next(Der.SEQUENCE, "key derivation");
        DerCursor scheme = fields.next(Der.SEQUENCE, "encryption scheme").children();
        String oid = scheme.next().oid("encryption scheme").dotted();
        BlockCipher cipher = BlockCipher.of(oid);
        byte[] key = derive(derivation, cipher.keyBytes(), utf8(password), cost);
        return cipher.decrypt(key, scheme.next(), encrypted);
    }

    private static byte[] derive(Der derivation, int keyBytes, byte[] password, Cost cost)
            throws Malformed {
        DerCursor fields = derivation.children();
        String oid = fields.next().oid("key derivation").dotted();
        DerCursor parameters =
                fields.next(Der.SEQUENCE, "parameters of the key derivation").children();
        byte[] salt = parameters.next().octets("salt");
        int rounds =
                parameters.next(Der.INTEGER, "rounds").integerUpTo(Integer.MAX_VALUE, "rounds");
        if (oid.equals(SCRYPT)) {
            int blockSize = parameters.next().integerUpTo(1 << 20, "block size");
            int parallel = parameters.next().integerUpTo(1 << 20, "parallelism");
            cost.spendScrypt(rounds, blockSize, parallel);
            return SCrypt.generate(password, salt, rounds, blockSize, parallel, keyBytes);
        }
        if (!oid.equals(PKCS5 + "12")) {
            throw new Malformed("encrypted with the unknown key derivation " + oid);
        }
        cost.spend(rounds);
        PBEParametersGenerator generator =
                new PKCS5S2ParametersGenerator(pseudorandomFunction(parameters));
        generator.init(password, salt, rounds);
        return ((KeyParameter) generator.generateDerivedParameters(8 * keyBytes)).getKey();
    }

    private static Digest pseudorandomFunction(DerCursor parameters) throws Malformed {
        while (parameters.hasNext()) {
            Der field = parameters.next();
            if (field.is(Der.SEQUENCE)) {
                String oid = field.children().next().oid("pseudorandom function").dotted();
                return switch (oid) {
                    case "1.2.840.113549.2.7" -> new SHA1Digest();
                    case "1.2.840.113549.2.8" -> new SHA224Digest();
                    case "1.2.840.113549.2.9" -> new SHA256Digest();
                    case "1.2.840.113549.2.10" -> new SHA384Digest();
                    case "1.2.840.113549.2.11" -> new SHA512Digest();
                    default ->
                            throw new Malformed(
                                    "encrypted with the unknown pseudorandom function " + oid);
                };
            }
        }
        return new SHA1Digest();
    }

    /// A block cipher of PBES2 in CBC mode.
    private record BlockCipher(String name, int keyBytes) {
        static BlockCipher of(String oid) throws Malformed {
            return switch (oid) {
                case "2.16.840.1.101.3.4.1.2" -> new BlockCipher("AES", 16);
                case "2.16.840.1.101.3.4.1.22" -> new BlockCipher("AES", 24);
                case "2.16.840.1.101.3.4.1.42" -> new BlockCipher("AES", 32);
                case "1.2.840.113549.3.7" -> new BlockCipher("DESede", 24);
                case "1.3.14.3.2.7" -> new BlockCipher("DES", 8);
                case "1.2.840.113549.3.2" -> new BlockCipher("RC2", 16);
                default -> throw new Malformed("encrypted with the unknown cipher " + oid);
            };
        }

        byte[] decrypt(byte[] key, Der parameters, byte[] encrypted)
                throws Malformed, GeneralSecurityException {
            if (parameters.is(Der.SEQUENCE)) {
                // RC2-CBC: { version, IV }; the version for 128 bits is 58.
                DerCursor fields = parameters.children();
                fields.next();
                return cbc(name, key, fields.next().octets("IV"), encrypted);
            }
            return cbc(name, key, parameters.octets("IV"), encrypted);
        }
    }

    static byte[] cbc(String cipher, byte[] key, byte[] initial, byte[] encrypted)
            throws GeneralSecurityException {
        Cipher cbc = Cipher.getInstance(cipher + "/CBC/PKCS5Padding");
        byte[] full = cipher.equals("DESede") && key.length == 16 ? twoKeys(key) : key;
        AlgorithmParameterSpec parameters =
                cipher.equals("RC2")
                        ? new RC2ParameterSpec(8 * key.length, initial)
                        : new IvParameterSpec(initial);
        cbc.init(Cipher.DECRYPT_MODE, new SecretKeySpec(full, cipher), parameters);
        return cbc.doFinal(encrypted);
    }

    private static byte[] twoKeys(byte[] key) {
        byte[] three = Arrays.copyOf(key, 24);
        System.arraycopy(key, 0, three, 16, 8);
        return three;
    }

    private static byte[] utf8(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }

    /// RFC 7292, B.1: two bytes a character and a terminator.
    private static byte[] bmp(String password) {
        return PBEParametersGenerator.PKCS12PasswordToBytes(password.toCharArray());
    }
}
