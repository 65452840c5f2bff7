package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Reads Bouncy Castle's FIPS keystore, which is encrypted as a whole. What its key derivation
/// costs is looked at before the library may do it.
public final class Bcfks {
    private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";
    private static final int NESTING_MAX = 16;
    private static final int STORE_BYTES_MAX = 16 << 20;

    private Bcfks() {}

    /// @throws Malformed when `content` is none
    public static Keystore read(Bytes content, Passwords passwords) throws Malformed {
        Cost cost = new Cost();
        for (String password : passwords.values()) {
            try {
                spend(Der.read(content.toArray()), 0, cost);
            } catch (Malformed tooExpensive) {
                break;
            }
            Optional<Keystore> opened = open(content, password);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        return new Keystore("BCFKS", List.of(), true);
    }

    private static Optional<Keystore> open(Bytes content, String password) {
        if (content.size() > STORE_BYTES_MAX) {
            return Optional.empty();
        }
        try {
            KeyStore store = KeyStore.getInstance("BCFKS", new BouncyCastleProvider());
            store.load(new ByteArrayInputStream(content.toArray()), password.toCharArray());
            List<Keystore.Item> items = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                entry(store, alias, password, items);
            }
            return Optional.of(new Keystore("BCFKS", items, false));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static void entry(
            KeyStore store, String alias, String password, List<Keystore.Item> items)
            throws GeneralSecurityException {
        String name = Keystore.cut(alias);
        Certificate certificate = store.getCertificate(alias);
        if (store.isCertificateEntry(alias)) {
            items.add(new Keystore.StoredCertificate(name, encoded(certificate), true));
            return;
        }
        items.add(key(store, alias, password, Optional.ofNullable(certificate)));
        Certificate[] chain = store.getCertificateChain(alias);
        if (chain != null) {
            for (Certificate each : chain) {
                items.add(new Keystore.StoredCertificate(name, encoded(each), false));
            }
        }
    }

    private static Keystore.Item key(
            KeyStore store, String alias, String password, Optional<Certificate> certificate) {
        String name = Keystore.cut(alias);
        try {
            Key key = store.getKey(alias, password.toCharArray());
            if (!(key instanceof PrivateKey)) {
                return new Keystore.SecretKey(name);
            }
            byte[] encoded = key.getEncoded();
            if (encoded != null) {
                Bytes spki = PrivateKeyInfo.publicHalfOfPkcs8(Bytes.of(encoded));
                return new Keystore.OpenKey(name, spki, Keystore.Protection.by(password));
            }
        } catch (GeneralSecurityException | Malformed | RuntimeException e) {
            // A password of its own, or a key of a kind that is not known: locked to us.
        }
        return new Keystore.LockedKey(name, certificate.map(Bcfks::encoded));
    }

    private static Bytes encoded(Certificate certificate) {
        try {
            return Bytes.of(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /// Takes from the budget what every key derivation in the structure asks for: PBKDF2 and scrypt
    /// parameters are `{ OCTET STRING salt, INTEGER cost, … }`.
    private static void spend(Der element, int depth, Cost cost) throws Malformed {
        if (depth > NESTING_MAX || !element.is(Der.SEQUENCE)) {
            return;
        }
        DerCursor fields = element.children();
        boolean scrypt = false;
        while (fields.hasNext()) {
            Der field = fields.next();
            if (field.is(Der.OBJECT_IDENTIFIER)) {
                scrypt = field.oid("scheme").dotted().equals(SCRYPT);
            } else if (field.is(Der.SEQUENCE) && scrypt) {
                DerCursor parameters = field.children();
                parameters.next(Der.OCTET_STRING, "salt");
                cost.spendScrypt(
                        parameters.next().integerUpTo(Integer.MAX_VALUE, "cost"),
                        parameters.next().integerUpTo(Integer.MAX_VALUE, "block size"),
                        parameters.next().integerUpTo(Integer.MAX_VALUE, "parallelism"));
            } else if (field.is(Der.SEQUENCE)) {
                rounds(field, cost);
                spend(field, depth + 1, cost);
            }
        }
    }

    private static void rounds(Der sequence, Cost cost) throws Malformed {
        DerCursor fields = sequence.children();
        if (fields.at(Der.OCTET_STRING)) {
            fields.next();
            if (fields.at(Der.INTEGER)) {
                cost.spend(fields.next().integerUpTo(Integer.MAX_VALUE, "rounds"));
            }
        }
    }
}
