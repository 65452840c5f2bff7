package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.secret.LabelledSecrets.Score;
import io.muster.secret.LabelledSecrets.Unlabelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Precision and recall on the labelled corpora may not fall. The floors are what was reached, less
/// a small margin; `-Dmuster.quality.report=FILE` writes the table of
/// docs/reference/detector-quality.md.
class DetectorQualityTest {
    private static final SecretScanner SCANNER = SecretScanner.withAllDetectors();

    @Test
    void theSamplesOfGitleaksAreFound() throws IOException {
        var score = LabelledSecrets.gitleaks(SCANNER);

        assertThat(score.recall()).as("%s", score).isGreaterThan(0.995);
        assertThat(score.precision()).as("%s", score).isGreaterThan(0.98);
    }

    @Test
    void theLinesOfCredDataAreToldApart() throws IOException {
        var score = LabelledSecrets.credData(SCANNER, Unlabelled.IGNORED);

        assertThat(score.f1()).as("%s", score).isGreaterThan(0.90);
        assertThat(score.precision()).as("%s", score).isGreaterThan(0.97);
    }

    @Test
    void fewLinesOfCredDataAreReportedThatNobodyMarked() throws IOException {
        var score = LabelledSecrets.credData(SCANNER, Unlabelled.WRONG);

        assertThat(score.precision()).as("%s", score).isGreaterThan(0.94);
    }

    @Test
    void theLeaksOfLeakyRepoAreFoundWithoutFalseAlarm() throws IOException {
        var score = LabelledSecrets.leakyRepo(SCANNER);

        assertThat(score.recall()).as("%s", score).isGreaterThan(0.45);
        assertThat(score.precision()).as("%s", score).isGreaterThan(0.95);
    }

    @Test
    void theTableIsWrittenWhenAskedFor() throws IOException {
        String file = System.getProperty("muster.quality.report", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), report());
        }
        assertThat(table("x", new Score())).contains("| x |");
    }

    private static String report() throws IOException {
        var credData = LabelledSecrets.credData(SCANNER, Unlabelled.IGNORED);
        var gitleaks = LabelledSecrets.gitleaks(SCANNER);
        return "# How well secrets are found\n\nMeasured by `DetectorQualityTest`; [secrets]"
                + "(../secrets.md) says how.\n\n"
                + HEAD
                + table("gitleaks samples", gitleaks)
                + table("CredData subset, labelled lines", credData)
                + table(
                        "CredData subset, every line",
                        LabelledSecrets.credData(SCANNER, Unlabelled.WRONG))
                + table("leaky-repo", LabelledSecrets.leakyRepo(SCANNER))
                + "\n## CredData by category\n\n"
                + HEAD
                + rules(credData)
                + "\n## gitleaks samples by rule\n\n"
                + HEAD
                + rules(gitleaks);
    }

    private static final String HEAD =
            "| set | found | missed | wrong | precision | recall | F1 |\n| --- | --- "
                    + "| --- | --- | --- | --- | --- |\n";

    private static String rules(Score score) {
        var text = new StringBuilder();
        score.byRule.forEach((rule, counts) -> {
            var one = new Score();
            one.found = counts[0];
            one.missed = counts[1];
            one.wrong = counts[2];
            text.append(table(rule, one));
        });
        return text.toString();
    }

    private static String table(String name, Score score) {
        return "| %s | %d | %d | %d | %.3f | %.3f | %.3f |%n"
                .formatted(
                        name,
                        score.found,
                        score.missed,
                        score.wrong,
                        score.precision(),
                        score.recall(),
                        score.f1());
    }
}
