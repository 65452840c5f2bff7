package io.muster.x509.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Malformed;
import io.muster.testing.Corpus;
import io.muster.x509.Certificate;
import io.muster.x509.CertificateList;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import io.muster.x509.Pem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The x509-limbo cases. `webpki` and `online` cases ask for the web PKI profile, all others for
/// RFC 5280's. Cases without a time are judged at the moment when the set was made.
class LimboTest {
    private static final Map<String, Oid> PURPOSES =
            Map.of(
                    "anyExtendedKeyUsage", Oids.ANY_EXTENDED_KEY_USAGE,
                    "serverAuth", Oids.SERVER_AUTH,
                    "clientAuth", Oids.CLIENT_AUTH,
                    "codeSigning", Oids.CODE_SIGNING,
                    "emailProtection", Oids.EMAIL_PROTECTION,
                    "timeStamping", Oids.TIME_STAMPING,
                    "OCSPSigning", Oids.OCSP_SIGNING);

    /// Accepted by us, refused by the suite; each with its reason in docs/conformance/rfc5280.md.
    private static final Set<String> ACCEPTED_KNOWINGLY = Set.of();

    /// Refused by us, accepted by the suite.
    private static final Set<String> REFUSED_KNOWINGLY = Set.of("cve::cve-2024-0567");

    private static final Set<String> wrongAccepts = new TreeSet<>();
    private static final Set<String> wrongRejects = new TreeSet<>();
    private static final List<String> answers = new ArrayList<>();
    private static int mustAccept;

    @BeforeAll
    static void judgeAllCases() {
        JsonNode cases =
                new ObjectMapper()
                        .readTree(Corpus.path("x509-limbo/limbo-core.json").toFile())
                        .get("testcases");
        Instant made = newestStart(cases);
        for (JsonNode one : cases) {
            String id = one.get("id").asString();
            boolean expected = one.get("expected_result").asString().equals("SUCCESS");
            String answer = judge(one, made);
            boolean accepted = answer.equals("valid");
            answers.add(id + ": " + answer);
            mustAccept += expected ? 1 : 0;
            if (accepted && !expected) {
                wrongAccepts.add(id);
            } else if (!accepted && expected) {
                wrongRejects.add(id);
            }
        }
    }

    @Test
    void nothingIsAcceptedThatMustBeRefused() {
        assertThat(wrongAccepts).isEqualTo(new TreeSet<>(ACCEPTED_KNOWINGLY));
        assertThat(wrongAccepts).allMatch(id -> id.startsWith("webpki::"));
    }

    @Test
    void everythingIsAcceptedThatMustBe() {
        assertThat(wrongRejects).isEqualTo(new TreeSet<>(REFUSED_KNOWINGLY));
        assertThat(wrongRejects.size() * 100).isLessThanOrEqualTo(2 * mustAccept);
    }

    @Test
    void everyRefusalHasWordsForPeople() {
        assertThat(answers).hasSize(208).noneMatch(answer -> answer.endsWith(": "));
    }

    /// The certificates were made when the set was; the newest of those that live for long tells
    /// when.
    private static Instant newestStart(JsonNode cases) {
        Instant newest = Instant.EPOCH;
        for (JsonNode one : cases) {
            if (one.get("id").asString().startsWith("rfc5280::nc::")) {
                try {
                    Instant start =
                            Pem.certificate(one.get("peer_certificate").asString()).notBefore();
                    newest = start.isAfter(newest) ? start : newest;
                } catch (Malformed e) {
                    throw new IllegalStateException(one.get("id").asString(), e);
                }
            }
        }
        return newest.plusSeconds(3600);
    }

    private static String judge(JsonNode one, Instant made) {
        try {
            Requirements requirements = requirements(one, made);
            PathValidator validator =
                    new PathValidator(
                            certificates(one.get("trusted_certs")),
                            certificates(one.get("untrusted_intermediates")));
            Certificate peer = Pem.certificate(one.get("peer_certificate").asString());
            return switch (validator.validate(peer, requirements)) {
                case Validation.Valid _ -> "valid";
                case Validation.Invalid invalid -> invalid.reason() + ": " + invalid.message();
            };
        } catch (Malformed e) {
            return "MALFORMED: " + e.reason();
        }
    }

    private static List<Certificate> certificates(JsonNode pems) throws Malformed {
        List<Certificate> certificates = new ArrayList<>();
        for (JsonNode pem : pems) {
            certificates.add(Pem.certificate(pem.asString()));
        }
        return certificates;
    }

    private static Requirements requirements(JsonNode one, Instant made) throws Malformed {
        String id = one.get("id").asString();
        boolean web = id.startsWith("webpki::") || id.startsWith("online::");
        JsonNode time = one.get("validation_time");
        Instant at = time.isNull() ? made : OffsetDateTime.parse(time.asString()).toInstant();
        Requirements requirements = Requirements.at(at, web ? Profile.WEB_PKI : Profile.RFC5280);
        JsonNode peer = one.get("expected_peer_name");
        if (!peer.isNull()) {
            requirements = requirements.withPeerName(peerName(peer));
        }
        Set<Oid> purposes = new HashSet<>();
        one.get("extended_key_usage").forEach(use -> purposes.add(PURPOSES.get(use.asString())));
        if (one.get("validation_kind").asString().equals("SERVER")) {
            purposes.add(Oids.SERVER_AUTH);
        }
        requirements = requirements.withExtendedKeyUsage(purposes);
        if (!one.get("max_chain_depth").isNull()) {
            requirements =
                    requirements.withLimits(
                            Limits.DEFAULT.withIntermediates(one.get("max_chain_depth").asInt()));
        }
        if (!one.get("crls").isEmpty()) {
            List<CertificateList> lists = new ArrayList<>();
            for (JsonNode crl : one.get("crls")) {
                byte[] content = Pem.blocks(crl.asString()).getFirst().content().toArray();
                lists.add(CertificateList.parse(content));
            }
            requirements = requirements.withRevocation(new Requirements.Revocation.Required(lists));
        }
        return requirements;
    }

    private static PeerName peerName(JsonNode peer) {
        String value = peer.get("value").asString();
        return switch (peer.get("kind").asString()) {
            case "RFC822" -> new PeerName.Email(value);
            default -> PeerName.of(value);
        };
    }
}
