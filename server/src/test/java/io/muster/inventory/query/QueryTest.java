package io.muster.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.inventory.query.Condition.Counts;
import io.muster.inventory.query.Condition.Fits;
import io.muster.inventory.query.Condition.Happens;
import io.muster.inventory.query.Condition.Not;
import io.muster.inventory.query.Condition.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @Test
    void theEmptyQueryAsksForEverything() throws Exception {
        assertThat(read("  ")).isEmpty();
    }

    @Test
    void theExampleOfTheManualIsRead() throws Exception {
        assertThat(read("kind:service expires<30d owner:none place:tls* \"pay.\""))
                .containsExactly(
                        new Fits(Field.KIND, List.of(new Pattern.Whole("service"))),
                        new Happens(
                                Field.EXPIRES,
                                Comparison.LESS,
                                new Moment.Span(Duration.ofDays(30), "30d")),
                        new Fits(Field.OWNER, List.of(new Pattern.Absent())),
                        new Fits(Field.PLACE, List.of(new Pattern.Prefix("tls"))),
                        new Words(List.of("pay.")));
    }

    @Test
    void aMinusNegatesATermAndNotAWordWithin() throws Exception {
        assertThat(read("-tag:test web-3 -"))
                .containsExactly(
                        new Not(new Fits(Field.TAG, List.of(new Pattern.Whole("test")))),
                        new Words(List.of("web-3")),
                        new Words(List.of("-")));
    }

    @Test
    void barsSeparateAlternativesOfFieldsAndOfWords() throws Exception {
        assertThat(read("state:gone|expired pay|\"web shop\""))
                .containsExactly(
                        new Fits(
                                Field.STATE,
                                List.of(new Pattern.Whole("gone"), new Pattern.Whole("expired"))),
                        new Words(List.of("pay", "web shop")));
    }

    @Test
    void aTextFieldIsFoundInPartAndByEqualsAsAWhole() throws Exception {
        assertThat(read("place:/etc/ssl place=tls://10.0.0.7:443 issuer:*CA*"))
                .containsExactly(
                        new Fits(Field.PLACE, List.of(new Pattern.Part("/etc/ssl"))),
                        new Fits(Field.PLACE, List.of(new Pattern.Whole("tls://10.0.0.7:443"))),
                        new Fits(Field.ISSUER, List.of(new Pattern.Part("ca"))));
    }

    @Test
    void theStarOfAWildcardNameIsTakenAsItStands() throws Exception {
        assertThat(read("*.example.org host:*.example.org name=\"*.a b\""))
                .containsExactly(
                        new Words(List.of("*.example.org")),
                        new Fits(Field.HOST, List.of(new Pattern.Whole("*.example.org"))),
                        new Fits(Field.NAME, List.of(new Pattern.Whole("*.a b"))));
    }

    @Test
    void numbersAndTimesAreCompared() throws Exception {
        assertThat(read("bits<2048 samekey>=2 first>2026-11-01 expires:2027-03"))
                .containsExactly(
                        new Counts(Field.BITS, Comparison.LESS, 2048),
                        new Counts(Field.SAMEKEY, Comparison.AT_LEAST, 2),
                        new Happens(
                                Field.FIRST,
                                Comparison.GREATER,
                                new Moment.Day(
                                        Instant.parse("2026-11-01T00:00:00Z"),
                                        Instant.parse("2026-11-02T00:00:00Z"),
                                        "2026-11-01")),
                        new Happens(
                                Field.EXPIRES,
                                Comparison.EQUAL,
                                new Moment.Day(
                                        Instant.parse("2027-03-01T00:00:00Z"),
                                        Instant.parse("2027-04-01T00:00:00Z"),
                                        "2027-03")));
    }

    @Test
    void anAddressOrAFingerprintMayBePastedAsItIs() throws Exception {
        assertThat(read("tls://pay.example.org:443 AB:CD:EF:01 spiffe://example.org/pay"))
                .containsExactly(
                        new Words(List.of("tls://pay.example.org:443")),
                        new Words(List.of("abcdef01")),
                        new Words(List.of("spiffe://example.org/pay")));
    }

    @Test
    void digitsLoseTheirColonsAndCapitals() throws Exception {
        assertThat(read("key:9F:86:D0* fingerprint:sha256:9F86"))
                .containsExactly(
                        new Fits(Field.KEY, List.of(new Pattern.Prefix("9f86d0"))),
                        new Fits(Field.FINGERPRINT, List.of(new Pattern.Whole("sha256:9f86"))));
    }

    @Test
    void textIsFoldedAsItIsForSearch() throws Exception {
        assertThat(read("MÜLLER ｆｕｌｌ"))
                .containsExactly(new Words(List.of("müller")), new Words(List.of("full")));
    }

    @Test
    void aQuoteThatIsStillOpenClosesAtTheEnd() throws Exception {
        assertThat(read("\"web sh")).containsExactly(new Words(List.of("web sh")));
    }

    @Test
    void noneInQuotesIsAName() throws Exception {
        assertThat(read("tag:\"none\""))
                .containsExactly(new Fits(Field.TAG, List.of(new Pattern.Whole("none"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "expire<30d|There is no field expire. Did you mean expires?",
                "onwer:none|There is no field onwer. Did you mean owner?",
                "localhost:8443|There is no field localhost.",
                "kind:servise|kind is never \"servise\". Did you mean service?",
                "state:fine-and-well|It is one of revoked, superseded",
                "type:none|type is never \"none\"",
                "expires<soon|expires is a time",
                "expires:30d|A span needs < or >, for example expires<30d",
                "bits<many|bits is a number, for example bits<2048",
                "owner>5|owner has no order; ask owner:value.",
                "kind:|kind needs a value, for example kind:service",
                "serial:xyz|serial is written in hexadecimal digits",
                "credentials>5|credentials cannot be asked of credentials.",
                "opened<1d|opened cannot be asked of credentials.",
                "\"\"|There is an empty text to look for."
            })
    void whatCannotBeAskedIsSaidInOneSentence(String text, String reason) {
        QueryRefused refused = catchThrowableOfType(QueryRefused.class, () -> read(text));

        assertThat(refused.reason()).contains(reason);
    }

    @Test
    void aRefusalSaysWhereInTheText() {
        QueryRefused refused =
                catchThrowableOfType(QueryRefused.class, () -> read("pay tag:x nope:1"));

        assertThat(refused.at()).isEqualTo(10);
    }

    @Test
    void lengthTermsAndAlternativesAreBounded() {
        assertThat(catchThrowableOfType(QueryRefused.class, () -> read("a".repeat(2_001))))
                .hasMessage("A query has at most 2000 characters.");
        assertThat(
                        catchThrowableOfType(
                                QueryRefused.class, () -> read("-abc ".repeat(33) + terms())))
                .hasMessage("A query has at most 32 terms.");
        assertThat(catchThrowableOfType(QueryRefused.class, () -> read("a|".repeat(65) + "a")))
                .hasMessage("A term has at most 64 alternatives.");
    }

    @Test
    void aTermThatIsRepeatedCountsOnce() throws Exception {
        assertThat(read("pay tag:x pay")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind:service expires<30d owner:none place:tls* \"pay.\"",
                "place=\"tls://a b|c\"|x* -tag:*a* -\"-x\" \"a\\\"b\\\\\" tag:\"none\"",
                "issuer:a|b* name=\"a*\" host:*x* expires:none foreign:yes",
                "\"kind:service\" a|\"b c\" *.example.org bits>=2048 seen>7d"
            })
    void theCanonicalTextAsksTheSame(String text) throws Exception {
        Query query = Query.parse(Listing.CREDENTIALS, text);

        assertThat(Query.parse(Listing.CREDENTIALS, query.text())).isEqualTo(query);
    }

    @Test
    void anyTextIsReadOrRefusedAndItsCanonicalTextAsksTheSame() throws Exception {
        List<String> parts =
                List.of(
                        "kind:",
                        "expires",
                        "<",
                        ">=",
                        "30d",
                        "none",
                        "\"",
                        "\\",
                        "|",
                        "*",
                        "-",
                        " ",
                        ":",
                        "a",
                        "ß",
                        "K",
                        "place",
                        "=",
                        "tls://",
                        "service",
                        "2027-03",
                        "ab:cd:ef");
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(1, 14); i > 0; i--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            try {
                Query query = Query.parse(Listing.CREDENTIALS, text.toString());
                assertThat(Query.parse(Listing.CREDENTIALS, query.text()))
                        .as("seed %d: %s written as %s", seed, text, query.text())
                        .isEqualTo(query);
            } catch (QueryRefused e) {
                assertThat(e.reason()).as("seed %d: %s", seed, text).isNotBlank();
            }
        }
    }

    private static String terms() {
        StringBuilder terms = new StringBuilder();
        for (int i = 0; i < 33; i++) {
            terms.append("w").append(i).append(' ');
        }
        return terms.toString();
    }

    private static List<Condition> read(String text) throws QueryRefused {
        return Query.parse(Listing.CREDENTIALS, text).conditions();
    }
}
