package io.muster.export;

import io.muster.model.Account;
import io.muster.model.AgeKey;
import io.muster.model.Algorithm;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.JsonWebKey;
import io.muster.model.ManagedKey;
import io.muster.model.PgpKey;
import io.muster.model.PublicKey;
import io.muster.model.SealedContainer;
import io.muster.model.Secret;
import io.muster.model.SshCertificate;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a document says of a credential, in the standards' names and in a fixed order. Values are
/// String, Boolean, a list of String or such a map.
public final class Fields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Fields() {}

    /// The fields of `credential` beside id, type and fingerprint.
    public static Map<String, Object> of(Credential credential) {
        Fields it = new Fields();
        switch (credential) {
            case X509Certificate certificate -> it.certificate(certificate);
            case PublicKey _ -> {}
            case SshKey key -> it.put("keyType", key.keyType());
            case SshCertificate certificate -> it.sshCertificate(certificate);
            case PgpKey key -> it.pgpKey(key);
            case AgeKey key -> it.put("recipient", key.recipient());
            case JsonWebKey key -> it.jsonWebKey(key);
            case Secret secret -> it.secret(secret);
            case ManagedKey key -> it.managedKey(key);
            case SealedContainer container -> it.put("format", container.format());
        }
        credential.algorithm().ifPresent(algorithm -> it.put("algorithm", algorithm(algorithm)));
        it.put("notBefore", credential.notBefore().map(Instant::toString));
        it.put("notAfter", credential.notAfter().map(Instant::toString));
        return it.fields;
    }

    /// What people call it, in one line.
    public static String title(Credential credential) {
        return switch (credential) {
            case X509Certificate it ->
                    it.subjectAltNames().isEmpty()
                            ? it.subject()
                            : it.subjectAltNames().getFirst().text()
                                    + (it.subjectAltNames().size() == 1
                                            ? ""
                                            : " +" + (it.subjectAltNames().size() - 1));
            case PublicKey it -> it.publicKey().label();
            case SshKey it -> it.publicKey().label();
            case SshCertificate it -> it.keyIdentity() + " " + it.principals();
            case PgpKey it ->
                    it.userIds().isEmpty() ? it.pgpFingerprint() : it.userIds().getFirst();
            case AgeKey it -> it.recipient();
            case JsonWebKey it -> it.kid().isEmpty() ? it.publicKey().label() : it.kid();
            case Secret it -> it.kind() + " " + it.masked();
            case ManagedKey it -> it.resource();
            case SealedContainer it -> "locked " + it.format();
        };
    }

    /// What people call an account: its kind and name.
    public static String title(Account account) {
        Anchor anchor = account.identity().anchor();
        return anchor.kind() + " " + anchor.name();
    }

    private void certificate(X509Certificate it) {
        put("subject", it.subject());
        put("issuer", it.issuer());
        put("serialNumber", it.serialNumber());
        put(
                "subjectAltName",
                it.subjectAltNames().stream()
                        .map(name -> name.form() + ":" + name.text())
                        .toList());
        put("cA", it.usage().certificateAuthority());
        put("keyUsage", it.usage().keyUsage().stream().sorted().toList());
        put("extendedKeyUsage", it.usage().extendedKeyUsage().stream().sorted().toList());
        put("signatureAlgorithm", algorithm(it.keys().signature()));
        put("subjectKeyIdentifier", it.keys().subjectKeyIdentifier().map(Bytes::toHex));
        put("authorityKeyIdentifier", it.keys().authorityKeyIdentifier().map(Bytes::toHex));
        put("precertificate", it.usage().precertificate());
        put("faults", it.faults());
    }

    private void sshCertificate(SshCertificate it) {
        put("keyType", it.keyType());
        put("holder", it.holder().toString());
        put("serial", it.serial());
        put("keyIdentity", it.keyIdentity());
        put("principals", it.principals());
        put("criticalOptions", it.criticalOptions());
        put("extensions", it.extensions());
        put("signatureKey", it.signer().fingerprint().toString());
    }

    private void pgpKey(PgpKey it) {
        put("pgpFingerprint", it.pgpFingerprint());
        put("userIds", it.userIds());
    }

    private void jsonWebKey(JsonWebKey it) {
        put("kty", it.kty());
        put("kid", it.kid());
        put("use", it.use());
    }

    private void secret(Secret it) {
        put("kind", it.kind());
        put("masked", it.masked());
        put("publicId", it.publicId());
    }

    private void managedKey(ManagedKey it) {
        put("provider", it.provider());
        put("resource", it.resource());
        put("version", it.version());
    }

    private static Map<String, Object> algorithm(Algorithm algorithm) {
        Fields it = new Fields();
        it.put("name", algorithm.name());
        it.put("oid", algorithm.oid());
        it.put("parameter", algorithm.parameter());
        it.put("class", algorithm.strength().toString());
        if (algorithm.bits() > 0) {
            it.fields.put("bits", (long) algorithm.bits());
        }
        return it.fields;
    }

    private void put(String name, Optional<String> value) {
        value.ifPresent(it -> put(name, it));
    }

    /// An empty text means "not given" and is left out; an empty list is said.
    private void put(String name, Object value) {
        if (!"".equals(value)) {
            fields.put(name, value);
        }
    }
}
