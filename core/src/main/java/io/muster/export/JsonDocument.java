package io.muster.export;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.Declaration;
import io.muster.model.Facts;
import io.muster.model.Finding;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.Severity;
import io.muster.model.Sighting;
import io.muster.model.Subject;
import io.muster.roll.Reconciliation;
import io.muster.scan.Judged;
import io.muster.scan.JudgedAccount;
import io.muster.scan.ScanResult;
import io.muster.scan.Summary;
import io.muster.scan.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// The parts of the JSON document, as `docs/reference/scan-document.md` and its schema describe
/// them.
final class JsonDocument {
    private final JsonGenerator json;

    JsonDocument(JsonGenerator json) {
        this.json = json;
    }

    void about(ScanResult.About about) {
        json.writeStartObject();
        json.writeStringProperty("version", about.version());
        json.writeStringProperty("started", about.started().toString());
        json.writeStringProperty("host", about.host());
        strings("targets", about.targets());
        json.writeStringProperty("policy", about.policy().name());
        json.writeNumberProperty("policyVersion", about.policy().version());
        json.writeStringProperty("fingerprintKeyId", about.fingerprintKeyId());
        json.writeEndObject();
    }

    void summary(Summary summary) {
        json.writeStartObject();
        json.writeNumberProperty("identities", summary.identities());
        json.writeNumberProperty("credentials", summary.credentials());
        json.writeNumberProperty("foreign", summary.foreign());
        json.writeNumberProperty("sightings", summary.sightings());
        json.writeNumberProperty("unreadable", summary.unreadable());
        json.writeNumberProperty("allowed", summary.allowed());
        json.writeObjectPropertyStart("findings");
        for (Map.Entry<Severity, Long> it : summary.findings().entrySet()) {
            json.writeNumberProperty(it.getKey().toString(), it.getValue());
        }
        json.writeEndObject();
        json.writeNumberProperty("files", summary.files());
        json.writeNumberProperty("bytes", summary.bytes());
        json.writeNumberProperty("endpoints", summary.endpoints());
        json.writeNumberProperty("elapsedMillis", summary.elapsedMillis());
        json.writeEndObject();
    }

    void identity(Identity identity) {
        json.writeStartObject();
        anchor(identity.anchor());
        json.writeStringProperty("rule", identity.rule());
        strings("evidence", identity.evidence());
        json.writeEndObject();
    }

    void credential(Judged judged) {
        Credential credential = judged.entry().credential();
        json.writeStartObject();
        json.writeStringProperty("id", credential.id().toString());
        json.writeStringProperty("type", credential.type().toString());
        json.writeStringProperty("fingerprint", credential.fingerprint().toString());
        credential.keyId().ifPresent(it -> json.writeStringProperty("keyId", it.toString()));
        Fields.of(credential).forEach(this::property);
        json.writeArrayPropertyStart("identities");
        for (Identity identity : judged.entry().identities()) {
            json.writeStartObject();
            anchor(identity.anchor());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanProperty("foreign", judged.entry().foreign());
        facts(judged.entry().facts());
        array("sightings", judged.entry().sightings(), this::sighting);
        array("findings", judged.findings(), this::finding);
        json.writeEndObject();
    }

    void account(JudgedAccount judged) {
        json.writeStartObject();
        json.writeStringProperty("id", judged.account().id());
        anchor(judged.account().identity().anchor());
        strings(
                "credentials",
                judged.account().credentials().stream().map(Object::toString).toList());
        array("sightings", judged.account().sightings(), this::sighting);
        array("findings", judged.findings(), this::finding);
        json.writeEndObject();
    }

    private <T> void array(String name, List<T> items, Consumer<T> each) {
        json.writeArrayPropertyStart(name);
        items.forEach(each);
        json.writeEndArray();
    }

    private void sighting(Sighting sighting) {
        json.writeStartObject();
        json.writeStringProperty("place", sighting.place().text());
        json.writeStringProperty("role", sighting.role().toString());
        json.writeStringProperty("source", sighting.source());
        facts(sighting.facts());
        json.writeEndObject();
    }

    private void finding(Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("rule", finding.rule());
        json.writeStringProperty("severity", finding.severity().toString());
        json.writeStringProperty("message", finding.message());
        json.writeStringProperty("remedy", finding.remedy());
        json.writeEndObject();
    }

    void grant(Grant grant) {
        json.writeStartObject();
        json.writeObjectPropertyStart("holder");
        holder(grant.holder());
        json.writeEndObject();
        json.writeStringProperty("right", grant.right());
        json.writeStringProperty("resource", grant.resource());
        json.writeStringProperty("place", grant.place().text());
        json.writeObjectPropertyStart("scope");
        grant.scope().values().forEach(this::property);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void holder(Subject holder) {
        switch (holder) {
            case Anchor anchor -> anchor(anchor);
            case CredentialId id -> json.writeStringProperty("credential", id.toString());
        }
    }

    void unreadable(Unreadable unreadable) {
        json.writeStartObject();
        json.writeStringProperty("place", unreadable.place().text());
        json.writeStringProperty("reason", unreadable.reason());
        json.writeEndObject();
    }

    void unjudged(ScanResult.Unjudged unjudged) {
        json.writeStartObject();
        json.writeStringProperty("rule", unjudged.rule());
        json.writeStringProperty("fact", unjudged.fact());
        json.writeNumberProperty("count", unjudged.count());
        json.writeEndObject();
    }

    void reconciliation(ScanResult.Reconciled reconciled) {
        Reconciliation difference = reconciled.difference();
        json.writeStartObject();
        counted("known", difference.known(), this::match);
        counted("unknown", difference.unknown(), it -> json.writeString(it.toString()));
        counted("missing", difference.missing(), this::declaration);
        counted("repeated", difference.repeated(), this::declaration);
        counted("unusable", reconciled.unusable(), it -> json.writeString(it.text()));
        json.writeEndObject();
    }

    private void match(Reconciliation.Match match) {
        json.writeStartObject();
        json.writeStringProperty("declared", match.declaration().line().text());
        json.writeStringProperty("rule", match.rule());
        strings("credentials", match.credentials().stream().map(Object::toString).toList());
        json.writeEndObject();
    }

    private void declaration(Declaration it) {
        json.writeStartObject();
        json.writeStringProperty("declared", it.line().text());
        optional("fingerprint", it.fingerprint());
        optional("serialNumber", it.serialNumber());
        optional("issuer", it.issuer());
        strings("names", it.names());
        optional("place", it.place());
        optional("owner", it.owner());
        json.writeEndObject();
    }

    private void optional(String name, Optional<String> value) {
        value.ifPresent(it -> json.writeStringProperty(name, it));
    }

    private <T> void counted(String name, List<T> items, Consumer<T> each) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("count", items.size());
        json.writeArrayPropertyStart("items");
        items.forEach(each);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void anchor(Anchor anchor) {
        json.writeStringProperty("kind", anchor.kind().toString());
        json.writeStringProperty("realm", anchor.realm());
        json.writeStringProperty("name", anchor.name());
    }

    private void facts(Facts facts) {
        json.writeObjectPropertyStart("facts");
        facts.values().forEach(this::property);
        json.writeEndObject();
    }

    void strings(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /// A value of [Fields] or [Facts].
    private void property(String name, Object value) {
        switch (value) {
            case String text -> json.writeStringProperty(name, text);
            case Boolean flag -> json.writeBooleanProperty(name, flag);
            case Long number -> json.writeNumberProperty(name, number);
            case List<?> list -> strings(name, list.stream().map(String::valueOf).toList());
            case Map<?, ?> map -> {
                json.writeObjectPropertyStart(name);
                map.forEach((key, inner) -> property(String.valueOf(key), inner));
                json.writeEndObject();
            }
            default -> throw new IllegalArgumentException("no such field type: " + name);
        }
    }
}
