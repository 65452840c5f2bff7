package io.muster.x509.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Malformed;
import io.muster.testing.Corpus;
import io.muster.x509.Certificate;
import io.muster.x509.CertificateList;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// NIST's public key interoperability test suite, all 247 cases, with revocation lists required.
class PkitsTest {
    /// Every certificate and list of the suite is current then, but those that must not be.
    private static final Instant AT = Instant.parse("2020-01-01T00:00:00Z");

    private static final Set<String> wrongAccepts = new TreeSet<>();
    private static final Set<String> wrongRejects = new TreeSet<>();
    private static int count;

    @BeforeAll
    static void judgeAllCases() throws IOException {
        JsonNode cases =
                new ObjectMapper().readTree(Corpus.path("pkits/pkits_cases.json").toFile());
        for (JsonNode one : cases) {
            String id = one.get("id").asString() + " " + one.get("title").asString();
            boolean expected = one.get("should_validate").asBoolean();
            String answer = judge(one);
            boolean accepted = answer.equals("valid");
            count++;
            if (accepted && !expected) {
                wrongAccepts.add(id);
            } else if (!accepted && expected) {
                wrongRejects.add(id + " (" + answer + ")");
            }
        }
    }

    @Test
    void nothingIsAcceptedThatMustBeRefused() {
        assertThat(wrongAccepts).isEmpty();
    }

    @Test
    void everythingIsAcceptedThatMustBe() {
        assertThat(wrongRejects).isEmpty();
    }

    @Test
    void allCasesWereJudged() {
        assertThat(count).isEqualTo(247);
    }

    private static String judge(JsonNode one) throws IOException {
        try {
            List<Certificate> chain = new ArrayList<>();
            for (JsonNode name : one.get("certs")) {
                chain.add(Certificate.parse(read("certs/" + name.asString() + ".crt")));
            }
            List<CertificateList> lists = new ArrayList<>();
            for (JsonNode name : one.get("crls")) {
                lists.add(CertificateList.parse(read("crls/" + name.asString() + ".crl")));
            }
            PathValidator validator =
                    new PathValidator(
                            List.of(chain.getFirst()), chain.subList(1, chain.size() - 1));
            Requirements requirements =
                    Requirements.at(AT, Profile.RFC5280_PATH)
                            .withPolicies(policies(one.get("policy_calls")))
                            .withRevocation(new Requirements.Revocation.Required(lists));
            return switch (validator.validate(chain.getLast(), requirements)) {
                case Validation.Valid _ -> "valid";
                case Validation.Invalid invalid -> invalid.reason() + ": " + invalid.message();
            };
        } catch (Malformed e) {
            return "MALFORMED: " + e.reason();
        }
    }

    private static byte[] read(String name) throws IOException {
        return Files.readAllBytes(Corpus.path("pkits/" + name));
    }

    private static Requirements.Policies policies(JsonNode calls) {
        Set<Oid> acceptable = new HashSet<>();
        for (String name : text(calls, "SetInitialPolicySet").split(",", -1)) {
            if (name.equals("anyPolicy")) {
                acceptable.add(Oids.ANY_POLICY);
            } else if (!name.isEmpty()) {
                String number = name.substring("NIST-test-policy-".length());
                acceptable.add(new Oid("2.16.840.1.101.3.2.1.48." + number));
            }
        }
        return new Requirements.Policies(
                acceptable,
                text(calls, "SetInitialExplicitPolicy").equals("true"),
                text(calls, "SetInitialPolicyMappingInhibit").equals("true"),
                text(calls, "SetInitialInhibitAnyPolicy").equals("true"));
    }

    private static String text(JsonNode calls, String name) {
        return calls.has(name) ? calls.get(name).asString().replace("\"", "") : "";
    }
}
