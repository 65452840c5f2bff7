package io.muster.wire;

import io.muster.model.AgeKey;
import io.muster.model.Algorithm;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.JsonWebKey;
import io.muster.model.KeyId;
import io.muster.model.ManagedKey;
import io.muster.model.PgpKey;
import io.muster.model.PublicKey;
import io.muster.model.SealedContainer;
import io.muster.model.Secret;
import io.muster.model.SshCertificate;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Writes a credential: its bytes where they say everything, its fields where they do not.
record CredentialWriter(JsonGenerator json) {

    void write(Credential credential) {
        json.writeStartObject();
        json.writeStringProperty("type", credential.type().toString());
        json.writeStringProperty("id", credential.id().toString());
        switch (credential) {
            case X509Certificate it -> bytes("der", it.der());
            case PublicKey it -> bytes("spki", it.spki());
            case SshKey it -> bytes("blob", it.blob());
            case SshCertificate it -> bytes("blob", it.blob());
            case PgpKey it -> pgp(it);
            case AgeKey it -> json.writeStringProperty("recipient", it.recipient());
            case JsonWebKey it -> jsonWebKey(it);
            case Secret it -> secret(it);
            case ManagedKey it -> managed(it);
            case SealedContainer it -> {
                bytes("content", it.content());
                json.writeStringProperty("format", it.format());
            }
        }
        json.writeEndObject();
    }

    private void pgp(PgpKey key) {
        bytes("packet", key.publicKeyPacket());
        json.writeArrayPropertyStart("userIds");
        key.userIds().forEach(json::writeString);
        json.writeEndArray();
        instant("expires", key.expires());
    }

    private void jsonWebKey(JsonWebKey key) {
        bytes("thumbprint", key.thumbprint());
        json.writeStringProperty("kty", key.kty());
        json.writeStringProperty("kid", key.kid());
        json.writeStringProperty("use", key.use());
        algorithm(key.publicKey());
        keyId(key.keyId());
    }

    private void secret(Secret secret) {
        json.writeStringProperty("fingerprint", secret.fingerprint().toString());
        json.writeStringProperty("kind", secret.kind());
        secret.publicId().ifPresent(it -> json.writeStringProperty("publicId", it));
        json.writeStringProperty("masked", secret.masked());
        instant("expires", secret.expires());
    }

    private void managed(ManagedKey key) {
        json.writeStringProperty("provider", key.provider());
        json.writeStringProperty("resource", key.resource());
        json.writeStringProperty("version", key.version());
        key.algorithm().ifPresent(this::algorithm);
        keyId(key.keyId());
    }

    private void algorithm(Algorithm algorithm) {
        json.writeObjectPropertyStart("algorithm");
        json.writeStringProperty("name", algorithm.name());
        json.writeStringProperty("oid", algorithm.oid());
        json.writeStringProperty("parameter", algorithm.parameter());
        json.writeStringProperty("strength", algorithm.strength().toString());
        json.writeNumberProperty("bits", algorithm.bits());
        json.writeEndObject();
    }

    private void keyId(Optional<KeyId> keyId) {
        keyId.ifPresent(it -> json.writeStringProperty("keyId", it.toString()));
    }

    private void instant(String name, Optional<Instant> at) {
        at.ifPresent(it -> json.writeStringProperty(name, it.toString()));
    }

    private void bytes(String name, Bytes bytes) {
        json.writeStringProperty(name, Base64.getEncoder().encodeToString(bytes.toArray()));
    }
}
