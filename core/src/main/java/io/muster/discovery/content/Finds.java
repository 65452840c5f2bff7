package io.muster.discovery.content;

import io.muster.discovery.Content;
import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.PublicKey;
import io.muster.model.Role;
import io.muster.model.SealedContainer;
import io.muster.model.Sighting;
import io.muster.x509.Certificate;
import io.muster.x509.Credentials;
import io.muster.x509.PublicKeyInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What is found in one content, on its way to being observations.
///
/// Certificates are held back until the end, because only the whole file tells whether it is a
/// trust store.
final class Finds {
    /// How many certificates are held back; a file with more is judged by these.
    private static final int HELD_MAX = 1_000;

    /// What cannot be read in one content is said so often at most.
    private static final int UNREADABLE_MAX = 100;

    private record Held(Certificate certificate, Facts facts) {}

    private final Content content;
    private final String source;
    private final Instant at;
    private final Consumer<Observation> out;
    private final Covered covered = new Covered();
    private final List<Held> held = new ArrayList<>();
    private final TrustStore trustStore;
    private int unreadable;

    Finds(Content content, String source, Instant at, Consumer<Observation> out) {
        this(content, source, at, out, Nested.Use.UNKNOWN);
    }

    private Finds(
            Content content, String source, Instant at, Consumer<Observation> out, Nested.Use use) {
        this.content = content;
        this.source = source;
        this.at = at;
        this.out = out;
        this.trustStore = new TrustStore(content, use);
    }

    /// Finds in content that lies inside this one.
    Finds inside(Content inner, Nested.Use use) {
        return new Finds(inner, source, at, out, use);
    }

    Content content() {
        return content;
    }

    /// The bytes that are understood already and need not be searched for secrets.
    Covered covered() {
        return covered;
    }

    Place place() {
        return content.place();
    }

    /// A certificate whose role follows from the company it keeps.
    void certificate(Bytes der, Facts facts) throws Malformed {
        Certificate certificate = Certificate.parse(der);
        trustStore.saw(certificate);
        held.add(new Held(certificate, facts));
        if (held.size() >= HELD_MAX) {
            flush();
        }
    }

    /// A certificate whose role is known.
    void certificate(Bytes der, Role role, Facts facts) throws Malformed {
        if (role == Role.STORED) {
            trustStore.sawKeyHolder();
        }
        sighted(Credentials.of(Certificate.parse(der)), role, facts);
    }

    /// A private key, known by its public half.
    void privateKey(Bytes spki, Facts facts) throws Malformed {
        trustStore.sawKeyHolder();
        sighted(publicKey(spki), Role.PRIVATE_KEY, facts);
    }

    /// A private key of which the content says whose it is.
    void privateKey(Bytes spki, Facts facts, List<Anchor> whose) throws Malformed {
        trustStore.sawKeyHolder();
        PublicKey key = publicKey(spki);
        Sighting sighting =
                new Sighting(key.id(), place(), Role.PRIVATE_KEY, source, at, all(facts));
        out.accept(new Observation.Sighted(key, sighting, whose));
    }

    void publicKey(Bytes spki, Role role, Facts facts) throws Malformed {
        sighted(publicKey(spki), role, facts);
    }

    private static PublicKey publicKey(Bytes spki) throws Malformed {
        return Credentials.of(PublicKeyInfo.parse(spki));
    }

    void sealed(Bytes container, String format, Facts facts) {
        trustStore.sawKeyHolder();
        sighted(
                new SealedContainer(container.sha256(), format),
                Role.STORED,
                facts.with("format", format).with("encrypted", true));
    }

    void revocationList(Bytes der) {
        out.accept(new Observation.RevocationList(place(), der));
    }

    void sighted(Credential credential, Role role, Facts facts) {
        sighted(credential, place(), role, facts);
    }

    void sighted(Credential credential, Place place, Role role, Facts facts) {
        Sighting sighting = new Sighting(credential.id(), place, role, source, at, all(facts));
        out.accept(new Observation.Sighted(credential, sighting));
    }

    /// With what is known of the content. The line of a value that was decoded is where the value
    /// stands in the file, not the line within it that nobody can turn to.
    private Facts all(Facts facts) {
        Facts outer = content.facts();
        Facts all = outer.with(facts);
        return outer.number("line").map(it -> all.with("line", it)).orElse(all);
    }

    void granted(Grant grant) {
        out.accept(new Observation.Granted(grant));
    }

    void referenced(Place file, Facts facts) {
        out.accept(new Observation.Referenced(place(), file, facts));
    }

    void observed(Observation observation) {
        out.accept(observation);
    }

    /// @param reason in words for a person; never quotes the content
    void unreadable(String reason) {
        unreadable(place(), reason);
    }

    void unreadable(Facts facts, String reason) {
        Place where = facts.number("line").map(place()::atLine).orElse(place());
        unreadable(where, reason);
    }

    private void unreadable(Place where, String reason) {
        if (unreadable < UNREADABLE_MAX) {
            out.accept(new Observation.Unreadable(where, reason));
        } else if (unreadable == UNREADABLE_MAX) {
            out.accept(
                    new Observation.Unreadable(
                            place(), "more parts that cannot be read, not listed"));
        }
        unreadable++;
    }

    /// Hands over the certificates that were held back.
    void flush() {
        if (held.isEmpty()) {
            return;
        }
        Role role = trustStore.role();
        for (Held each : held) {
            sighted(Credentials.of(each.certificate), role, each.facts);
        }
        held.clear();
    }
}
