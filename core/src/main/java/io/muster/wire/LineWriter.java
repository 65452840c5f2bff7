package io.muster.wire;

import io.muster.model.Anchor;
import io.muster.model.CredentialId;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.Sighting;
import io.muster.model.Subject;
import io.muster.model.Account;
import io.muster.scan.Unreadable;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Writes lines. Names and order are fixed, so that equal values are equal text.
final class LineWriter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    private LineWriter(JsonGenerator json) {
        this.json = json;
    }

    static String text(Line line) {
        return written(writer -> writer.line(line));
    }

    /// An entry without the word before it, for those who keep it.
    static String text(Entry entry) {
        return written(writer -> writer.entry(entry));
    }

    static String text(Facts facts) {
        return written(writer -> writer.facts(facts));
    }

    private static String written(Consumer<LineWriter> what) {
        StringWriter text = new StringWriter(2048);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            what.accept(new LineWriter(json));
        }
        return text.toString();
    }

    private void line(Line line) {
        json.writeStartObject();
        switch (line) {
            case Line.OfEntry it -> {
                json.writeName("entry");
                entry(it.entry());
            }
            case Line.OfAccount it -> {
                json.writeName("account");
                account(it.account());
            }
            case Line.OfGrant it -> {
                json.writeName("grant");
                grant(it.grant());
            }
            case Line.OfUnreadable it -> {
                json.writeName("unreadable");
                unreadable(it.unreadable());
            }
        }
        json.writeEndObject();
    }

    private void entry(Entry entry) {
        json.writeStartObject();
        json.writeName("credential");
        new CredentialWriter(json).write(entry.credential());
        json.writeBooleanProperty("foreign", entry.foreign());
        json.writeArrayPropertyStart("identities");
        entry.identities().forEach(this::identity);
        json.writeEndArray();
        sightings(entry.sightings());
        json.writeName("facts");
        facts(entry.facts());
        json.writeEndObject();
    }

    private void account(Account account) {
        json.writeStartObject();
        json.writeName("identity");
        identity(account.identity());
        texts("credentials", account.credentials().stream().map(CredentialId::toString).toList());
        sightings(account.sightings());
        json.writeEndObject();
    }

    private void grant(Grant grant) {
        json.writeStartObject();
        json.writeName("holder");
        subject(grant.holder());
        json.writeStringProperty("right", grant.right());
        json.writeStringProperty("resource", grant.resource());
        json.writeName("scope");
        facts(grant.scope());
        json.writeStringProperty("place", grant.place().text());
        json.writeEndObject();
    }

    private void unreadable(Unreadable unreadable) {
        json.writeStartObject();
        json.writeStringProperty("place", unreadable.place().text());
        json.writeStringProperty("reason", unreadable.reason());
        json.writeEndObject();
    }

    private void identity(Identity identity) {
        json.writeStartObject();
        anchor(identity.anchor());
        json.writeStringProperty("rule", identity.rule());
        texts("evidence", identity.evidence());
        json.writeEndObject();
    }

    private void anchor(Anchor anchor) {
        json.writeStringProperty("kind", anchor.kind().toString());
        json.writeStringProperty("realm", anchor.realm());
        json.writeStringProperty("name", anchor.name());
    }

    private void subject(Subject subject) {
        json.writeStartObject();
        switch (subject) {
            case CredentialId id -> json.writeStringProperty("id", id.toString());
            case Anchor anchor -> anchor(anchor);
        }
        json.writeEndObject();
    }

    private void sightings(List<Sighting> sightings) {
        json.writeArrayPropertyStart("sightings");
        for (Sighting sighting : sightings) {
            json.writeStartObject();
            json.writeStringProperty("place", sighting.place().text());
            json.writeStringProperty("role", sighting.role().toString());
            json.writeStringProperty("source", sighting.source());
            json.writeStringProperty("at", sighting.at().toString());
            json.writeName("facts");
            facts(sighting.facts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void facts(Facts facts) {
        json.writeStartObject();
        for (Map.Entry<String, Object> fact : facts.values().entrySet()) {
            switch (fact.getValue()) {
                case String text -> json.writeStringProperty(fact.getKey(), text);
                case Long number -> json.writeNumberProperty(fact.getKey(), number);
                case Boolean flag -> json.writeBooleanProperty(fact.getKey(), flag);
                case Object _ -> texts(fact.getKey(), facts.list(fact.getKey()));
            }
        }
        json.writeEndObject();
    }

    private void texts(String name, Collection<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
