package io.muster.wire;

import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Sighting;
import io.muster.model.Subject;
import io.muster.model.Account;
import io.muster.scan.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads lines into the model.
final class LineReader {
    private static final int IDENTITIES_MAX = 100;

    private LineReader() {}

    static Line read(String text) throws Malformed {
        Fields line = JsonObject.read(text, "line");
        if (line.values().size() != 1) {
            throw new Malformed("a line has one member, which says what it is");
        }
        String what = line.values().keySet().iterator().next();
        Fields fields = line.object(what).orElseThrow(() -> line.lacks(what));
        return switch (what) {
            case "entry" -> new Line.OfEntry(entry(fields));
            case "account" -> new Line.OfAccount(account(fields));
            case "grant" -> new Line.OfGrant(grant(fields));
            case "unreadable" ->
                    new Line.OfUnreadable(
                            new Unreadable(place(fields.text("place")), fields.text("reason")));
            default -> throw new Malformed("a line is an entry, an account, a grant or unreadable");
        };
    }

    static Entry entry(Fields fields) throws Malformed {
        Credential credential =
                CredentialReader.read(
                        fields.object("credential").orElseThrow(() -> fields.lacks("credential")));
        return new Entry(
                credential,
                fields.values().get("foreign") == Boolean.TRUE,
                identities(fields),
                sightings(fields, credential.id()),
                facts(fields, "facts"));
    }

    private static Account account(Fields fields) throws Malformed {
        Identity identity =
                identity(fields.object("identity").orElseThrow(() -> fields.lacks("identity")));
        List<CredentialId> credentials = new ArrayList<>();
        for (String id : fields.texts("credentials")) {
            credentials.add(id(id));
        }
        return new Account(identity, credentials, sightings(fields, identity.anchor()));
    }

    private static Grant grant(Fields fields) throws Malformed {
        Fields holder = fields.object("holder").orElseThrow(() -> fields.lacks("holder"));
        return new Grant(
                holder.optionalText("id").isPresent() ? id(holder.text("id")) : anchor(holder),
                fields.text("right"),
                fields.text("resource"),
                facts(fields, "scope"),
                place(fields.text("place")));
    }

    private static List<Identity> identities(Fields fields) throws Malformed {
        List<Fields> objects = fields.objects("identities", IDENTITIES_MAX);
        List<Identity> identities = new ArrayList<>(objects.size());
        for (Fields object : objects) {
            identities.add(identity(object));
        }
        return identities;
    }

    private static Identity identity(Fields fields) throws Malformed {
        return new Identity(anchor(fields), fields.text("rule"), fields.texts("evidence"));
    }

    private static Anchor anchor(Fields fields) throws Malformed {
        try {
            return new Anchor(
                    Words.kind(fields.text("kind")), fields.text("realm"), fields.text("name"));
        } catch (IllegalArgumentException e) {
            throw new Malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Sighting> sightings(Fields fields, Subject subject) throws Malformed {
        List<Fields> objects = fields.objects("sightings", Line.SIGHTINGS_MAX);
        List<Sighting> sightings = new ArrayList<>(objects.size());
        for (Fields object : objects) {
            sightings.add(
                    new Sighting(
                            subject,
                            place(object.text("place")),
                            Words.role(object.text("role")),
                            object.text("source"),
                            object.instant("at").orElseThrow(() -> object.lacks("at")),
                            facts(object, "facts")));
        }
        return sightings;
    }

    static Facts facts(Fields fields, String name) throws Malformed {
        Optional<Fields> object = fields.object(name);
        return object.isEmpty() ? Facts.NONE : facts(object.get());
    }

    static Facts facts(Fields fields) throws Malformed {
        for (String name : fields.values().keySet()) {
            if (fields.values().get(name) instanceof List<?>) {
                var _ = fields.texts(name);
            } else if (fields.values().get(name) instanceof Fields) {
                throw new Malformed("a fact is a text, a number, a flag or a list of texts");
            }
        }
        return Facts.of(fields.values());
    }

    private static Place place(String text) throws Malformed {
        try {
            return new Place(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private static CredentialId id(String hex) throws Malformed {
        try {
            return new CredentialId(Bytes.ofHex(hex));
        } catch (IllegalArgumentException e) {
            throw new Malformed("a credential's id has 64 hexadecimal digits", e);
        }
    }
}
