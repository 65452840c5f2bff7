package io.muster.export;

import io.muster.model.Algorithm;
import io.muster.model.Credential;
import io.muster.model.CredentialType;
import io.muster.model.KeyId;
import io.muster.model.X509Certificate;
import io.muster.scan.Judged;
import io.muster.scan.ScanResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// The roll as a cryptography bill of materials (CycloneDX 1.6 and 1.7): algorithms, certificates,
/// keys and secrets as cryptographic assets, and which depends on which. Foreign credentials are
/// left out: the bill lists what is ours.
///
/// The same roll gives the same document but for its time: references are made from content.
public enum CycloneDxWriter implements ResultWriter {
    V1_6("1.6"),
    V1_7("1.7");

    private final String specVersion;

    CycloneDxWriter(String specVersion) {
        this.specVersion = specVersion;
    }

    /// As the bill says it.
    String specVersion() {
        return specVersion;
    }

    @Override
    public void write(ScanResult result, Writer out) throws IOException {
        try (JsonGenerator json = JsonWriter.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("bomFormat", "CycloneDX");
            json.writeStringProperty("specVersion", specVersion);
            json.writeStringProperty("serialNumber", "urn:uuid:" + serialNumber(result));
            json.writeNumberProperty("version", 1);
            metadata(result, json);
            json.writeArrayPropertyStart("components");
            Assets assets = new Assets();
            each(result, assets::see);
            assets.algorithms().forEach((ref, algorithm) -> algorithm(ref, algorithm, json));
            assets.keys().forEach((ref, algorithm) -> key(ref, algorithm, json));
            each(result, it -> component(it, json));
            json.writeEndArray();
            json.writeArrayPropertyStart("dependencies");
            assets.keys()
                    .forEach((ref, algorithm) ->
                            dependency(ref, List.of(Assets.ref(algorithm)), json));
            each(
                    result,
                    it ->
                            dependency(
                                    Assets.ref(it.entry().credential()),
                                    assets.dependsOn(it),
                                    json));
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
        out.flush();
    }

    private interface Visit {
        void visit(Judged judged);
    }

    private static void each(ScanResult result, Visit visit) {
        try (Stream<Judged> credentials = result.credentials().stream()) {
            credentials.filter(it -> !it.entry().foreign()).forEach(visit::visit);
        }
    }

    private static UUID serialNumber(ScanResult result) {
        String seed = result.about().host() + result.about().started() + result.about().targets();
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    }

    private static void metadata(ScanResult result, JsonGenerator json) {
        ScanResult.About about = result.about();
        metadata(about.started(), about.version(), about.host(), json);
    }

    /// @param version of Muster
    static void metadata(Instant made, String version, String host, JsonGenerator json) {
        json.writeObjectPropertyStart("metadata");
        json.writeStringProperty("timestamp", made.toString());
        json.writeObjectPropertyStart("tools");
        json.writeArrayPropertyStart("components");
        json.writeStartObject();
        json.writeStringProperty("type", "application");
        json.writeStringProperty("name", "muster");
        json.writeStringProperty("version", version);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeObjectPropertyStart("component");
        json.writeStringProperty("type", "device");
        json.writeStringProperty("bom-ref", "host");
        json.writeStringProperty("name", host);
        json.writeEndObject();
        json.writeEndObject();
    }

    void algorithm(String ref, Algorithm it, JsonGenerator json) {
        start(json, ref, it.label(), "algorithm");
        if (!it.oid().isEmpty()) {
            json.writeStringProperty("oid", it.oid());
        }
        json.writeObjectPropertyStart("algorithmProperties");
        json.writeStringProperty("primitive", primitive(it));
        if (!it.parameter().isEmpty()) {
            json.writeStringProperty("parameterSetIdentifier", it.parameter());
        }
        if (it.bits() > 0) {
            json.writeNumberProperty("classicalSecurityLevel", it.bits());
        }
        if (it.strength() == Algorithm.Strength.QUANTUM_VULNERABLE) {
            json.writeNumberProperty("nistQuantumSecurityLevel", 0);
        }
        json.writeEndObject();
        end(json);
    }

    private static String primitive(Algorithm it) {
        String name = it.name().toUpperCase(Locale.ROOT);
        if (name.contains("KEM") || name.contains("KYBER")) {
            return "kem";
        }
        if (name.contains("WITH")
                || name.contains("DSA")
                || name.contains("ED25519")
                || name.contains("ED448")
                || name.contains("XMSS")
                || name.contains("LMS")
                || name.contains("HSS")
                || name.contains("PSS")) {
            return "signature";
        }
        if (name.startsWith("X25519") || name.startsWith("X448") || name.startsWith("DH")) {
            return "key-agree";
        }
        return name.startsWith("RSA") ? "pke" : "unknown";
    }

    void component(Judged judged, JsonGenerator json) {
        Credential credential = judged.entry().credential();
        String ref = Assets.ref(credential);
        if (credential instanceof X509Certificate certificate) {
            start(json, ref, Fields.title(credential), "certificate");
            certificate(certificate, json);
        } else {
            start(json, ref, Fields.title(credential), "related-crypto-material");
            material(credential, json);
        }
        end(json);
    }

    private void certificate(X509Certificate it, JsonGenerator json) {
        Algorithm signature = it.keys().signature();
        KeyId key = it.keys().subjectKey();
        json.writeObjectPropertyStart("certificateProperties");
        json.writeStringProperty("subjectName", it.subject());
        json.writeStringProperty("issuerName", it.issuer());
        json.writeStringProperty("notValidBefore", it.validity().notBefore().toString());
        json.writeStringProperty("notValidAfter", it.validity().notAfter().toString());
        json.writeStringProperty("certificateFormat", "X.509");
        switch (this) {
            case V1_6 -> {
                json.writeStringProperty("signatureAlgorithmRef", Assets.ref(signature));
                json.writeStringProperty("subjectPublicKeyRef", Assets.ref(key));
            }
            case V1_7 -> {
                json.writeStringProperty("serialNumber", it.serialNumber());
                json.writeObjectPropertyStart("fingerprint");
                json.writeStringProperty("alg", "SHA-256");
                json.writeStringProperty("content", it.fingerprint().digest().toHex());
                json.writeEndObject();
                json.writeArrayPropertyStart("relatedCryptographicAssets");
                related("algorithm", Assets.ref(signature), json);
                related("public-key", Assets.ref(key), json);
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static void related(String type, String ref, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", type);
        json.writeStringProperty("ref", ref);
        json.writeEndObject();
    }

    /// The public key of a certificate, when it is nothing else's.
    void key(String ref, Algorithm algorithm, JsonGenerator json) {
        start(json, ref, algorithm.label(), "related-crypto-material");
        json.writeObjectPropertyStart("relatedCryptoMaterialProperties");
        json.writeStringProperty("type", "public-key");
        json.writeStringProperty("id", "sha256:" + ref.substring(ref.lastIndexOf('/') + 1));
        algorithmOfKey(algorithm, json);
        json.writeEndObject();
        end(json);
    }

    private void algorithmOfKey(Algorithm algorithm, JsonGenerator json) {
        switch (this) {
            case V1_6 -> json.writeStringProperty("algorithmRef", Assets.ref(algorithm));
            case V1_7 -> {
                json.writeArrayPropertyStart("relatedCryptographicAssets");
                related("algorithm", Assets.ref(algorithm), json);
                json.writeEndArray();
            }
        }
    }

    static void dependency(String ref, Collection<String> dependsOn, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("ref", ref);
        if (!dependsOn.isEmpty()) {
            json.writeArrayPropertyStart("dependsOn");
            dependsOn.forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void material(Credential credential, JsonGenerator json) {
        json.writeObjectPropertyStart("relatedCryptoMaterialProperties");
        json.writeStringProperty("type", material(credential.type()));
        json.writeStringProperty("id", credential.fingerprint().toString());
        credential.algorithm().ifPresent(it -> algorithmOfKey(it, json));
        credential
                .notBefore()
                .map(Instant::toString)
                .ifPresent(it -> json.writeStringProperty("activationDate", it));
        credential
                .notAfter()
                .map(Instant::toString)
                .ifPresent(it -> json.writeStringProperty("expirationDate", it));
        json.writeEndObject();
    }

    private static String material(CredentialType type) {
        return switch (type) {
            case PUBLIC_KEY, SSH_KEY, PGP_KEY, AGE_KEY, JSON_WEB_KEY, SSH_CERTIFICATE ->
                    "public-key";
            case SECRET -> "credential";
            case MANAGED_KEY -> "key";
            case SEALED_CONTAINER -> "other";
            case X509_CERTIFICATE -> "other";
        };
    }

    private static void start(JsonGenerator json, String ref, String name, String assetType) {
        json.writeStartObject();
        json.writeStringProperty("type", "cryptographic-asset");
        json.writeStringProperty("bom-ref", ref);
        json.writeStringProperty("name", name);
        json.writeObjectPropertyStart("cryptoProperties");
        json.writeStringProperty("assetType", assetType);
    }

    private static void end(JsonGenerator json) {
        json.writeEndObject();
        json.writeEndObject();
    }
}
