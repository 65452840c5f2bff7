package io.muster.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.muster.model.Algorithm;
import io.muster.model.Malformed;
import io.muster.x509.X509Corpora.Kind;
import io.muster.x509.X509Corpora.Sample;
import io.muster.x509.lint.Lint;
import io.muster.x509.lint.Linter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every file that holds a certificate, request or revocation list is read or refused with a
/// reason, and so is each of them with one byte changed.
class CorporaTest {
    private static final long SEED = 0x6d75737465724cL;
    private static final int MUTATIONS_PER_SAMPLE = 4;

    @Test
    void everySampleIsReadOrRefusedWithAReason() {
        Map<Kind, Integer> read = new EnumMap<>(Kind.class);
        List<String> refused = new ArrayList<>();
        for (Sample sample : X509Corpora.all()) {
            try {
                readCompletely(sample.kind(), sample.content().toArray());
                read.merge(sample.kind(), 1, Integer::sum);
            } catch (Malformed e) {
                assertThat(e.reason()).as(sample.toString()).isNotBlank();
                refused.add(sample.file());
            }
        }
        assertThat(read.get(Kind.CERTIFICATE)).isGreaterThan(2200);
        assertThat(read.get(Kind.LIST)).isGreaterThan(200);
        assertThat(read.get(Kind.REQUEST)).isGreaterThan(8);
        assertThat(refused).hasSizeLessThan(30);
    }

    @Test
    void everyPostQuantumSignatureThatAnyoneHereCanCheckIsSound() throws Malformed {
        Set<String> unsound = new TreeSet<>();
        Set<String> sound = new TreeSet<>();
        for (Sample sample : X509Corpora.of("pqc-certificates")) {
            if (sample.kind() != Kind.CERTIFICATE) {
                continue;
            }
            Certificate certificate = Certificate.parse(sample.content());
            Algorithm algorithm = Algorithms.of(certificate.signatureAlgorithm());
            assertThat(Algorithms.of(certificate.publicKey()).strength())
                    .as(sample.file())
                    .isNotEqualTo(Algorithm.Strength.BROKEN);
            if (certificate.isSelfIssued() && !algorithm.name().contains("SLH-DSA")) {
                SignatureCheck.Answer answer =
                        SignatureCheck.verify(
                                certificate.signatureAlgorithm(),
                                certificate.publicKey(),
                                certificate.signed().content(),
                                certificate.signed().signature());
                if (answer == SignatureCheck.Answer.WRONG
                        || answer == SignatureCheck.Answer.UNUSABLE_KEY) {
                    unsound.add(sample.file() + " " + answer);
                } else if (answer == SignatureCheck.Answer.VALID) {
                    sound.add(algorithm.name());
                }
            }
        }
        assertThat(unsound).isEmpty();
        assertThat(sound).contains("ML-DSA-44", "ML-DSA-65", "ML-DSA-87").hasSizeGreaterThan(20);
    }

    @Test
    void oneChangedByteNeverEndsInAnythingButAnAnswer() {
        Random random = new Random(SEED);
        List<Sample> samples = X509Corpora.all();
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            if (sample.content().size() > 20_000 || sample.content().size() == 0) {
                continue;
            }
            for (int n = 0; n < MUTATIONS_PER_SAMPLE; n++) {
                byte[] changed = sample.content().toArray();
                int at = random.nextInt(changed.length);
                changed[at] = (byte) random.nextInt(256);
                try {
                    if (i % 8 == 0) {
                        readCompletely(sample.kind(), changed);
                    } else {
                        read(sample.kind(), changed);
                    }
                } catch (Malformed e) {
                    assertThat(e.reason()).isNotBlank();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                    fail("seed " + SEED + ", " + sample + ", byte " + at + ": " + e, e);
                }
            }
        }
    }

    @Test
    void cuttingACertificateShortAnywhereIsRefused() throws Malformed {
        byte[] whole = X509Corpora.of("spiffe").getFirst().content().toArray();
        Certificate.parse(whole);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Certificate.parse(cut)).isInstanceOf(Malformed.class);
        }
    }

    private static void read(Kind kind, byte[] content) throws Malformed {
        switch (kind) {
            case CERTIFICATE ->
                    assertThat(Credentials.of(Certificate.parse(content)).subject()).isNotNull();
            case REQUEST -> CertificationRequest.parse(content);
            case LIST -> CertificateList.parse(content).count();
        }
    }

    /// As [#read], and every check on top.
    private static void readCompletely(Kind kind, byte[] content) throws Malformed {
        switch (kind) {
            case CERTIFICATE -> use(Certificate.parse(content));
            case REQUEST -> CertificationRequest.parse(content).subject().comparable();
            case LIST -> CertificateList.parse(content).count();
        }
    }

    private static void use(Certificate certificate) {
        assertThat(certificate.subject().comparable()).isNotNull();
        assertThat(Linter.lint(certificate, EnumSet.allOf(Lint.Scope.class))).isNotNull();
        assertThat(Credentials.of(certificate).faults()).hasSameSizeAs(certificate.faults());
    }
}
