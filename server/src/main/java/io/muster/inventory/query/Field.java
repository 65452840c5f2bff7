package io.muster.inventory.query;

import static io.muster.inventory.query.Listing.CREDENTIALS;
import static io.muster.inventory.query.Listing.FINDINGS;
import static io.muster.inventory.query.Listing.IDENTITIES;
import static io.muster.inventory.query.Listing.SIGHTINGS;

import io.muster.model.Algorithm;
import io.muster.model.Anchor;
import io.muster.model.CredentialType;
import io.muster.model.Role;
import io.muster.model.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Everything that can be asked, one constant a row: how the value is written, of which lists it
/// can be asked, what it means. The reference page is made from this table.
public enum Field {
    KIND(
            Values.oneOf(Anchor.Kind.values()).orNone(),
            "what kind of machine it belongs to",
            "kind:service",
            CREDENTIALS,
            IDENTITIES,
            FINDINGS),
    TYPE(
            Values.oneOf(CredentialType.values()),
            "what kind of credential it is",
            "type:ssh-key",
            CREDENTIALS,
            SIGHTINGS,
            FINDINGS),
    STATE(
            Values.oneOf(State.values()),
            "what has become of it",
            "state:active|expired",
            CREDENTIALS),
    OWNER(
            Values.NAME.orNone(),
            "the owning team's id",
            "owner:none",
            CREDENTIALS,
            IDENTITIES,
            FINDINGS),
    ENVIRONMENT(
            Values.NAME.orNone(),
            "where it is used: production, test",
            "environment:production",
            CREDENTIALS,
            IDENTITIES),
    CRITICALITY(
            Values.NAME.orNone(),
            "how much its failure matters",
            "criticality:high",
            CREDENTIALS,
            IDENTITIES),
    TAG(Values.NAME.orNone(), "a tag that people gave it", "tag:pci", CREDENTIALS, IDENTITIES),
    SOURCE(
            Values.NAME,
            "the id of a source that sees it, or that a finding is about",
            "source:data-centre",
            CREDENTIALS,
            SIGHTINGS,
            FINDINGS),
    PLACE(Values.TEXT, "where it is seen", "place:tls* place:/etc/ssl", CREDENTIALS, SIGHTINGS),
    HOST(Values.NAME, "the host of a place where it is seen", "host:web-3", CREDENTIALS, SIGHTINGS),
    ROLE(
            Values.oneOf(Role.values()),
            "in what part it is seen there",
            "role:private-key",
            CREDENTIALS,
            SIGHTINGS),
    ISSUER(Values.TEXT.orNone(), "who issued it, by name", "issuer:\"Example CA\"", CREDENTIALS),
    ISSUERKIND(
            Values.oneOf("public", "ours", "internal", "ad-hoc").orNone(),
            "what kind of authority issued it",
            "issuerkind:ad-hoc",
            CREDENTIALS),
    ALGORITHM(Values.NAME.orNone(), "the algorithm of its key", "algorithm:RSA*", CREDENTIALS),
    BITS(Values.NUMBER, "the size of its key", "bits<2048", CREDENTIALS),
    CLASS(
            Values.oneOf(Algorithm.Strength.values()).orNone(),
            "how strong the algorithm is held to be",
            "class:broken|weak",
            CREDENTIALS),
    EXPIRES(
            Values.TIME.orNone(),
            "when its validity ends; a span lies ahead: `expires<30d`, from now on",
            "expires<30d expires:2027-03",
            CREDENTIALS),
    LIFETIME(
            Values.NUMBER,
            "for how many whole days it is valid, from its first to its last",
            "lifetime>398",
            CREDENTIALS),
    SEEN(
            Values.TIME,
            "when it was seen last; a span is its age: `seen>7d` was not seen for 7 days",
            "seen>7d",
            CREDENTIALS,
            IDENTITIES,
            SIGHTINGS),
    FIRST(
            Values.TIME,
            "when it was seen first; a span is its age",
            "first<1d",
            CREDENTIALS,
            IDENTITIES,
            SIGHTINGS),
    SEVERITY(
            Values.oneOf(Severity.values()).orNone(),
            "how severe a finding that is open is",
            "severity:critical|high",
            CREDENTIALS,
            IDENTITIES,
            FINDINGS),
    RULE(Values.NAME, "the rule of a finding that is open", "rule:weak-key", CREDENTIALS, FINDINGS),
    KEY(Values.DIGITS.orNone(), "the SHA-256 of its public key", "key:9f86d081*", CREDENTIALS),
    IDENTITY(
            Values.DIGITS,
            "the id of the machine it belongs to",
            "identity:9f86d081*",
            CREDENTIALS,
            SIGHTINGS,
            FINDINGS),
    CREDENTIAL(
            Values.DIGITS,
            "the id of the credential that it is about",
            "credential:9f86d081*",
            SIGHTINGS,
            FINDINGS),
    ISSUEDBY(
            Values.DIGITS,
            "the id of the certificate whose key signed it",
            "issuedby:9f86d081*",
            CREDENTIALS),
    ID(Values.DIGITS, "its id", "id:9f86d081*", CREDENTIALS, IDENTITIES, FINDINGS),
    FINGERPRINT(Values.DIGITS, "its SHA-256 fingerprint", "fingerprint:9f86d081*", CREDENTIALS),
    SERIAL(Values.DIGITS.orNone(), "its serial number", "serial:03a1*", CREDENTIALS),
    NAME(
            Values.TEXT,
            "the name of the machine it belongs to",
            "name:payments",
            CREDENTIALS,
            IDENTITIES),
    REALM(
            Values.NAME.orNone(),
            "the authority within which the machine's name is unique",
            "realm:example.org",
            CREDENTIALS,
            IDENTITIES),
    FOREIGN(
            Values.FLAG,
            "whether it belongs to somebody else and is only trusted here",
            "foreign:no",
            CREDENTIALS,
            IDENTITIES),
    MANAGED(
            Values.FLAG,
            "whether a provider or a declared list accounts for it",
            "managed:no",
            CREDENTIALS),
    OVERDUE(
            Values.FLAG,
            "whether it is where no source has seen it again in time; whether a finding is open after it was due",
            "overdue:yes",
            CREDENTIALS,
            FINDINGS),
    SAMEKEY(
            Values.NUMBER,
            "how many credentials have its key, itself among them",
            "samekey>1",
            CREDENTIALS),
    PLACES(Values.NUMBER, "at how many places it is now", "places>100", CREDENTIALS),
    CREDENTIALS_HELD(
            "credentials",
            Values.NUMBER,
            "how many credentials it has",
            "credentials>1000",
            IDENTITIES),
    FINDINGS_OPEN(
            "findings",
            Values.NUMBER,
            "how many findings are open",
            "findings>0",
            CREDENTIALS,
            IDENTITIES),
    ORPHAN(Values.FLAG, "whether it was found that nobody owns it", "orphan:yes", IDENTITIES),
    ORPHANED(
            Values.TIME.orNone(),
            "since when nobody owns it; a span is its age, `none` while somebody does",
            "orphaned>72h",
            IDENTITIES),
    RISK(Values.NUMBER, "its risk, 0 to 100", "risk>70", IDENTITIES),
    OPENED(Values.TIME, "when the finding was opened; a span is its age", "opened<1d", FINDINGS),
    RESOLVED(
            Values.TIME.orNone(),
            "when the finding was resolved; a span is its age; `none` while it is open",
            "resolved:none",
            FINDINGS),
    DUE(
            Values.TIME.orNone(),
            "by when the finding is to be dealt with; a span lies ahead: `due<3d`, from now on",
            "due<3d",
            FINDINGS),
    ASSIGNEE(
            Values.NAME.orNone(),
            "who deals with the finding: `person:ID` or `team:ID`",
            "assignee:none",
            FINDINGS),
    EXCEPTED(
            Values.FLAG,
            "whether an exception covers the finding; it is not open then",
            "excepted:yes",
            FINDINGS),
    GONE(
            Values.TIME.orNone(),
            "when it was found to be no longer there; `none` while it is",
            "gone:none",
            SIGHTINGS);

    private final String text;

    /// A record of what does not change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Values values;

    private final String meaning;
    private final String example;

    /// Copied, so that nobody can change it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Listing> listings;

    Field(Values values, String meaning, String example, Listing... listings) {
        this("", values, meaning, example, listings);
    }

    Field(String text, Values values, String meaning, String example, Listing... listings) {
        this.text = text.isEmpty() ? name().toLowerCase(Locale.ROOT) : text;
        this.values = values;
        this.meaning = meaning;
        this.example = example;
        this.listings = Set.of(listings);
    }

    /// The field that is written `name`, in any case.
    public static Optional<Field> named(String name) {
        return Arrays.stream(values()).filter(it -> it.text.equalsIgnoreCase(name)).findFirst();
    }

    /// The fields that can be asked of `listing`.
    public static List<Field> of(Listing listing) {
        return Arrays.stream(values()).filter(it -> it.listings.contains(listing)).toList();
    }

    public Form form() {
        return values.form();
    }

    /// The closed list of values; empty when the values are not ours to list.
    public List<String> choices() {
        return values.choices();
    }

    /// Whether it may have no value, and `none` can be asked.
    public boolean mayBeNone() {
        return values.mayBeNone();
    }

    /// Whether it can be asked of `listing`.
    public boolean isOf(Listing listing) {
        return listings.contains(listing);
    }

    /// For people: what it is.
    public String meaning() {
        return meaning;
    }

    /// A term that asks for it.
    public String example() {
        return example;
    }

    /// As it is written in a query.
    @Override
    public String toString() {
        return text;
    }
}
