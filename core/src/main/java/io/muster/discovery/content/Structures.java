package io.muster.discovery.content;

import io.muster.cms.SignedData;
import io.muster.cms.Signer;
import io.muster.keystore.Bcfks;
import io.muster.keystore.EncryptedPrivateKey;
import io.muster.keystore.Keystore;
import io.muster.keystore.Passwords;
import io.muster.keystore.Pkcs12;
import io.muster.keystore.PrivateKeyInfo;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Name;
import io.muster.model.Role;
import io.muster.x509.Certificate;
import io.muster.x509.CertificationRequest;
import io.muster.x509.Der;
import io.muster.x509.GeneralName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns one ASN.1 structure, in whatever armour it came, into finds.
final class Structures {
    private static final String PASSPHRASE_KNOWN = "passphraseKnown";

    private final Passwords passwords;

    Structures(Passwords passwords) {
        this.passwords = passwords;
    }

    /// @return whether it is a structure that is known
    /// @throws Malformed when it is one and cannot be read
    boolean read(Bytes der, Facts facts, Finds finds) throws Malformed {
        DerKind kind = DerKind.of(Der.read(der.toArray()));
        switch (kind) {
            case CERTIFICATE -> finds.certificate(der, facts);
            case CERTIFICATION_REQUEST -> request(der, facts, finds);
            case REVOCATION_LIST -> finds.revocationList(der);
            case PRIVATE_KEY ->
                    privateKey(PrivateKeyInfo.publicHalfOfPkcs8(der), "PKCS#8", facts, finds);
            case RSA_PRIVATE_KEY ->
                    privateKey(PrivateKeyInfo.publicHalfOfPkcs1(der), "PKCS#1", facts, finds);
            case EC_PRIVATE_KEY ->
                    privateKey(PrivateKeyInfo.publicHalfOfSec1(der), "SEC 1", facts, finds);
            case DSA_PRIVATE_KEY ->
                    privateKey(PrivateKeyInfo.publicHalfOfDsa(der), "DSA", facts, finds);
            case ENCRYPTED_PRIVATE_KEY -> encrypted(der, facts, finds);
            case PUBLIC_KEY -> finds.publicKey(der, Role.STORED, facts);
            case SIGNED_DATA -> signedData(der, facts, finds);
            case PKCS12 -> keystore(Pkcs12.read(der, passwords), der, facts, finds);
            case BCFKS -> keystore(Bcfks.read(der, passwords), der, facts, finds);
            case UNKNOWN -> {
                return false;
            }
        }
        return true;
    }

    private static void privateKey(Bytes spki, String format, Facts facts, Finds finds)
            throws Malformed {
        finds.privateKey(spki, facts.with("keyFormat", format).with("encrypted", false));
    }

    private void encrypted(Bytes der, Facts facts, Finds finds) throws Malformed {
        if (!EncryptedPrivateKey.looksLikePkcs8(der)) {
            throw new Malformed("encrypted in a way that is not known");
        }
        Optional<EncryptedPrivateKey.Opened> opened;
        try {
            opened = EncryptedPrivateKey.openPkcs8(der, passwords);
        } catch (Malformed e) {
            finds.sealed(der, "PKCS#8", facts.with("reason", e.reason()));
            return;
        }
        if (opened.isEmpty()) {
            finds.sealed(der, "PKCS#8", facts);
            return;
        }
        finds.privateKey(
                opened.get().spki(),
                facts.with("keyFormat", "PKCS#8")
                        .with("encrypted", true)
                        .with(PASSPHRASE_KNOWN, true)
                        .with("wellKnownPassword", opened.get().wellKnownPassword()));
    }

    /// A key in the older encryption of PEM.
    void encryptedPem(Bytes content, String encryption, Facts facts, Finds finds) throws Malformed {
        Optional<Bytes> opened = EncryptedPrivateKey.openPem(content, encryption, passwords);
        if (opened.isPresent()) {
            Facts more = facts.with("encrypted", true).with(PASSPHRASE_KNOWN, true);
            Bytes plain = opened.get();
            Bytes spki =
                    switch (DerKind.of(Der.read(plain.toArray()))) {
                        case RSA_PRIVATE_KEY -> PrivateKeyInfo.publicHalfOfPkcs1(plain);
                        case EC_PRIVATE_KEY -> PrivateKeyInfo.publicHalfOfSec1(plain);
                        case DSA_PRIVATE_KEY -> PrivateKeyInfo.publicHalfOfDsa(plain);
                        default -> PrivateKeyInfo.publicHalfOfPkcs8(plain);
                    };
            finds.privateKey(spki, more);
        } else {
            finds.sealed(content, "PEM", facts);
        }
    }

    private static void request(Bytes der, Facts facts, Finds finds) throws Malformed {
        CertificationRequest request = CertificationRequest.parse(der.toArray());
        List<String> names =
                request.extensions().subjectAltNames().stream()
                        .map(GeneralName::toName)
                        .map(Name::text)
                        .toList();
        finds.publicKey(
                request.publicKey().encoded(),
                Role.REQUESTED,
                facts.with("subject", request.subject().toString())
                        .with("subjectAltNames", names)
                        .with("signature", request.proofOfPossession().toString()));
    }

    private static void signedData(Bytes der, Facts facts, Finds finds) throws Malformed {
        SignedData signed = SignedData.read(der);
        Facts inside = facts.with("container", "PKCS#7");
        Set<Bytes> signers = new HashSet<>();
        for (Signer signer : signed.signers()) {
            Facts more =
                    signer.signingTime()
                            .map(it -> inside.with("signingTime", it.toString()))
                            .orElse(inside);
            if (signer.certificate().filter(signers::add).isPresent()) {
                finds.certificate(
                        signer.certificate().get(),
                        Role.SIGNED,
                        more.with("digestAlgorithm", signer.digestAlgorithm().dotted()));
            }
        }
        for (Bytes certificate : signed.certificates()) {
            if (signers.contains(certificate)) {
                continue;
            }
            try {
                finds.certificate(certificate, inside);
            } catch (Malformed e) {
                finds.unreadable(facts, e.reason());
            }
        }
        signed.revocationLists().forEach(finds::revocationList);
    }

    /// @param content the whole file, for when it stays closed
    void keystore(Keystore keystore, Bytes content, Facts facts, Finds finds) {
        Facts inside = facts.with("format", keystore.format());
        for (Keystore.Item item : keystore.items()) {
            Facts named = item.alias().isEmpty() ? inside : inside.with("alias", item.alias());
            try {
                item(item, named, finds);
            } catch (Malformed e) {
                finds.unreadable(facts, nameless(item) + e.reason());
            }
        }
        if (keystore.sealed()) {
            finds.sealed(content, keystore.format(), facts);
        }
    }

    private static String nameless(Keystore.Item item) {
        return item.alias().isEmpty() ? "" : "entry \"" + item.alias() + "\": ";
    }

    private static void item(Keystore.Item item, Facts facts, Finds finds) throws Malformed {
        switch (item) {
            case Keystore.StoredCertificate(_, Bytes der, boolean trusted) -> {
                if (trusted) {
                    finds.certificate(der, Role.TRUSTED, facts);
                } else {
                    finds.certificate(der, Role.STORED, facts);
                }
            }
            case Keystore.OpenKey(_, Bytes spki, Keystore.Protection protection) ->
                    finds.privateKey(
                            spki,
                            facts.with("encrypted", protection != Keystore.Protection.NONE)
                                    .with(
                                            "wellKnownPassword",
                                            protection == Keystore.Protection.WELL_KNOWN_PASSWORD));
            case Keystore.LockedKey(_, Optional<Bytes> certificate) -> {
                if (certificate.isPresent()) {
                    Bytes spki = Certificate.parse(certificate.get()).publicKey().encoded();
                    finds.privateKey(spki, facts.with("encrypted", true).with("locked", true));
                }
            }
            case Keystore.SecretKey _ ->
                    finds.unreadable(
                            facts, nameless(item) + "a secret key, of which nothing is public");
            case Keystore.RevocationList(_, Bytes der) -> finds.revocationList(der);
            case Keystore.Unreadable(_, String reason) ->
                    finds.unreadable(facts, nameless(item) + reason);
        }
    }
}
