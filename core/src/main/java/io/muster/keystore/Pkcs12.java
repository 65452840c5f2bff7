package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads PKCS#12 (RFC 7292), in BER as well as DER.
///
/// The MAC is not checked: it says that nobody without the password changed the file, which an
/// inventory need not know, and it costs as much as opening does.
public final class Pkcs12 {
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    private static final String BAG = "1.2.840.113549.1.12.10.1.";
    private static final String FRIENDLY_NAME = "1.2.840.113549.1.9.20";
    private static final String LOCAL_KEY_ID = "1.2.840.113549.1.9.21";
    private static final String JAVA_TRUSTED_KEY_USAGE = "2.16.840.1.113894.746875.1.1";
    private static final int BAGS_DEPTH_MAX = 4;

    private final Passwords passwords;
    private final Cost cost = new Cost();
    private final List<Bag> bags = new ArrayList<>();
    private boolean sealed;

    private Pkcs12(Passwords passwords) {
        this.passwords = passwords;
    }

    /// @throws Malformed when `content` is no PKCS#12 at all
    public static Keystore read(Bytes content, Passwords passwords) throws Malformed {
        Pkcs12 reader = new Pkcs12(passwords);
        DerCursor fields = Der.read(content.toArray()).children(Der.SEQUENCE, "PKCS#12");
        fields.next(Der.INTEGER, "version of PKCS#12").integerUpTo(3, "version of PKCS#12");
        DerCursor authSafe = fields.next(Der.SEQUENCE, "authSafe").children();
        if (!authSafe.next().oid("authSafe").dotted().equals(DATA)) {
            // Public-key integrity mode: the content is inside SignedData.
            return new Keystore("PKCS#12", List.of(), true);
        }
        byte[] safes =
                authSafe.next(Der.explicit(0), "authSafe").children().next().octets("authSafe");
        DerCursor parts = Der.read(safes).children(Der.SEQUENCE, "AuthenticatedSafe");
        while (parts.hasNext()) {
            reader.part(parts.next(Der.SEQUENCE, "ContentInfo").children());
        }
        return new Keystore("PKCS#12", reader.items(), reader.sealed);
    }

    private void part(DerCursor fields) throws Malformed {
        String type = fields.next().oid("ContentInfo").dotted();
        Der content = fields.next(Der.explicit(0), "ContentInfo").children().next();
        switch (type) {
            case DATA -> bags(content.octets("SafeContents"), 0, Keystore.Protection.NONE);
            case ENCRYPTED_DATA -> encrypted(content.children(Der.SEQUENCE, "EncryptedData"));
            default -> sealed = true;
        }
    }

    private void encrypted(DerCursor fields) throws Malformed {
        fields.next(Der.INTEGER, "version of EncryptedData");
        DerCursor info = fields.next(Der.SEQUENCE, "EncryptedContentInfo").children();
        info.next();
        Der scheme = info.next(Der.SEQUENCE, "encryption scheme");
        if (!info.hasNext()) {
            return;
        }
        byte[] bytes = implicitOctets(info.next());
        for (String password : passwords.values()) {
            try {
                byte[] plain = PasswordEncryption.decrypt(scheme, bytes, password, cost);
                if (PasswordEncryption.isSequence(plain)) {
                    bags(plain, 0, Keystore.Protection.by(password));
                    return;
                }
            } catch (Malformed wrongPassword) {
                // The next one may fit; what costs too much or is unknown fails for all of them.
            }
        }
        sealed = true;
    }

    /// `[0] IMPLICIT OCTET STRING`, which BER may send in pieces.
    private static byte[] implicitOctets(Der content) throws Malformed {
        if (content.is(Der.tagged(0))) {
            return content.contents();
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(content.length());
        DerCursor pieces = content.children(Der.explicit(0), "EncryptedContent");
        while (pieces.hasNext()) {
            joined.writeBytes(pieces.next().octets("EncryptedContent"));
        }
        return joined.toByteArray();
    }

    private void bags(byte[] safeContents, int depth, Keystore.Protection protection)
            throws Malformed {
        DerCursor safe = Der.read(safeContents).children(Der.SEQUENCE, "SafeContents");
        while (safe.hasNext()) {
            if (bags.size() >= Keystore.ITEMS_MAX || depth > BAGS_DEPTH_MAX) {
                throw new Malformed("more bags or deeper ones than are read");
            }
            DerCursor fields = safe.next(Der.SEQUENCE, "SafeBag").children();
            String type = fields.next().oid("SafeBag").dotted();
            Der value = fields.next(Der.explicit(0), "SafeBag").children().next();
            Attributes attributes = Attributes.read(fields);
            if (type.equals(BAG + "6")) {
                bags(value.encoded(), depth + 1, protection);
            } else if (type.startsWith(BAG)) {
                bags.add(new Bag(type.substring(BAG.length()), value, attributes, protection));
            }
        }
    }

    private record Bag(
            String type, Der value, Attributes attributes, Keystore.Protection protection) {}

    private record Attributes(String alias, Bytes localKeyId, boolean trusted) {

        static Attributes read(DerCursor bag) throws Malformed {
            String alias = "";
            Bytes localKeyId = Bytes.EMPTY;
            boolean trusted = false;
            if (bag.at(Der.SET)) {
                DerCursor attributes = bag.next().children();
                while (attributes.hasNext()) {
                    DerCursor attribute = attributes.next(Der.SEQUENCE, "attribute").children();
                    String type = attribute.next().oid("attribute").dotted();
                    DerCursor values = attribute.next(Der.SET, "attribute").children();
                    if (!values.hasNext()) {
                        continue;
                    }
                    switch (type) {
                        case FRIENDLY_NAME ->
                                alias = Keystore.cut(values.next().text("friendlyName"));
                        case LOCAL_KEY_ID -> localKeyId = Bytes.of(values.next().contents());
                        case JAVA_TRUSTED_KEY_USAGE -> trusted = true;
                        default -> {}
                    }
                }
            }
            return new Attributes(alias, localKeyId, trusted);
        }
    }

    /// Certificates without a key among them are what the file's owner relies on, whether Java's
    /// attribute says so or not.
    private List<Keystore.Item> items() {
        boolean keys = bags.stream().anyMatch(it -> it.type.equals("1") || it.type.equals("2"));
        Set<Bytes> seen = new HashSet<>();
        List<Keystore.Item> items = new ArrayList<>();
        for (Bag bag : bags) {
            try {
                switch (bag.type) {
                    case "1" -> items.add(open(bag));
                    case "2" -> items.add(shrouded(bag));
                    case "3" -> {
                        Optional<Bytes> der = certificate(bag);
                        boolean trusted = bag.attributes.trusted || (!keys && !sealed);
                        der.filter(seen::add)
                                .ifPresent(it ->
                                        items.add(
                                                new Keystore.StoredCertificate(
                                                        bag.attributes.alias, it, trusted)));
                    }
                    case "4" ->
                            items.add(
                                    new Keystore.RevocationList(
                                            bag.attributes.alias, wrapped(bag)));
                    case "5" -> items.add(new Keystore.SecretKey(bag.attributes.alias));
                    default -> {}
                }
            } catch (Malformed e) {
                items.add(new Keystore.Unreadable(bag.attributes.alias, e.reason()));
            }
        }
        return items;
    }

    private static Keystore.Item open(Bag bag) throws Malformed {
        Bytes spki = PrivateKeyInfo.publicHalfOfPkcs8(bag.value.encodedBytes());
        return new Keystore.OpenKey(bag.attributes.alias, spki, bag.protection);
    }

    private Keystore.Item shrouded(Bag bag) throws Malformed {
        Optional<EncryptedPrivateKey.Opened> opened;
        try {
            opened = EncryptedPrivateKey.openPkcs8(bag.value.encodedBytes(), passwords, cost);
        } catch (Malformed e) {
            opened = Optional.empty();
        }
        if (opened.isEmpty()) {
            return new Keystore.LockedKey(bag.attributes.alias, certificateBeside(bag));
        }
        Keystore.Protection protection =
                opened.get().wellKnownPassword()
                        ? Keystore.Protection.WELL_KNOWN_PASSWORD
                        : Keystore.Protection.PASSWORD;
        return new Keystore.OpenKey(bag.attributes.alias, opened.get().spki(), protection);
    }

    private Optional<Bytes> certificateBeside(Bag key) throws Malformed {
        for (Bag bag : bags) {
            if (bag.type.equals("3")
                    && !key.attributes.localKeyId.isEmpty()
                    && bag.attributes.localKeyId.equals(key.attributes.localKeyId)) {
                return certificate(bag);
            }
        }
        return Optional.empty();
    }

    /// Nothing when it is an SDSI certificate, which nobody uses.
    private static Optional<Bytes> certificate(Bag bag) throws Malformed {
        DerCursor fields = bag.value.children(Der.SEQUENCE, "CertBag");
        String type = fields.next().oid("CertBag").dotted();
        if (!type.equals("1.2.840.113549.1.9.22.1")) {
            return Optional.empty();
        }
        return Optional.of(
                Bytes.of(
                        fields.next(Der.explicit(0), "CertBag")
                                .children()
                                .next()
                                .octets("certificate")));
    }

    private static Bytes wrapped(Bag bag) throws Malformed {
        DerCursor fields = bag.value.children(Der.SEQUENCE, "CRLBag");
        fields.next();
        return Bytes.of(fields.next(Der.explicit(0), "CRLBag").children().next().octets("CRL"));
    }
}
