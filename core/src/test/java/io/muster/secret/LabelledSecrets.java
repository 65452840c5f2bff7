package io.muster.secret;

import io.muster.testing.Corpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// The corpora in which somebody has marked the secrets, and how a scanner does on them.
final class LabelledSecrets {
    /// What was found, missed and wrongly reported, in total and by label.
    static final class Score {
        int found;
        int missed;
        int wrong;
        final Map<String, int[]> byRule = new TreeMap<>();
        final List<String> mistakes = new ArrayList<>();

        void found(String rule) {
            found++;
            byRule.computeIfAbsent(rule, _ -> new int[3])[0]++;
        }

        void missed(String rule, String where) {
            missed++;
            byRule.computeIfAbsent(rule, _ -> new int[3])[1]++;
            mistakes.add("missed " + rule + " " + where);
        }

        void wrong(String rule, String where) {
            wrong++;
            byRule.computeIfAbsent(rule, _ -> new int[3])[2]++;
            mistakes.add("wrong " + rule + " " + where);
        }

        double recall() {
            return found + missed == 0 ? 0 : (double) found / (found + missed);
        }

        double precision() {
            return found + wrong == 0 ? 0 : (double) found / (found + wrong);
        }

        double f1() {
            return 2 * precision() * recall() / Math.max(1e-9, precision() + recall());
        }

        @Override
        public String toString() {
            return "found %d, missed %d, wrong %d: precision %.3f, recall %.3f, F1 %.3f"
                    .formatted(found, missed, wrong, precision(), recall(), f1());
        }
    }

    private record Sample(String rule, boolean expect, String text) {}

    private record Row(String path, int first, int last, String truth, String category) {}

    private LabelledSecrets() {}

    /// Samples of gitleaks: a text holds a secret of a rule, or does not.
    static Score gitleaks(SecretScanner scanner) throws IOException {
        var score = new Score();
        for (Sample sample : samples()) {
            var hits = new ArrayList<Hit>();
            byte[] bytes = sample.text.getBytes(StandardCharsets.UTF_8);
            scanner.scan(bytes, bytes.length, Origin.UNKNOWN, hits::add);
            String where = sample.text.substring(0, Math.min(100, sample.text.length()));
            if (sample.expect && hits.isEmpty()) {
                score.missed(sample.rule, where);
            } else if (sample.expect) {
                score.found(sample.rule);
            } else if (!hits.isEmpty()) {
                score.wrong(sample.rule, hits.getFirst().detector().id() + " " + where);
            }
        }
        return score;
    }

    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");

    private static List<Sample> samples() throws IOException {
        var samples = new ArrayList<Sample>();
        try (var in =
                        new GZIPInputStream(
                                Files.newInputStream(Corpus.path("gitleaks/cases.jsonl.gz")));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var strings = new ArrayList<String>();
                var matcher = STRING.matcher(line);
                while (matcher.find()) {
                    strings.add(matcher.group(1));
                }
                samples.add(
                        new Sample(
                                strings.get(1),
                                line.contains("\"expect\":true"),
                                unescape(strings.getLast())));
            }
        }
        return samples;
    }

    private static String unescape(String json) {
        var text = new StringBuilder();
        for (int index = 0; index < json.length(); index++) {
            char character = json.charAt(index);
            if (character != '\\') {
                text.append(character);
                continue;
            }
            char escape = json.charAt(++index);
            switch (escape) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(index + 1, index + 5), 16));
                    index += 4;
                }
                default -> text.append(escape);
            }
        }
        return text.toString();
    }

    /// CredData: lines are labelled T (a credential), F and X (none). A labelled T is found when a
    /// hit lies on one of its lines; a hit on a line that is labelled, and only F or X, is wrong.
    ///
    /// Hits on lines without a label count as wrong too when `unlabelled` takes them so.
    static Score credData(SecretScanner scanner, Unlabelled unlabelled) throws IOException {
        var rows = rows();
        var truths = new HashMap<String, Set<String>>();
        for (Row row : rows) {
            for (int line = row.first; line <= row.last; line++) {
                truths.computeIfAbsent(row.path + ":" + line, _ -> new HashSet<>()).add(row.truth);
            }
        }
        var hits = new HashMap<String, String>();
        Path root = Corpus.path("creddata-subset");
        for (Path file : files(root.resolve("data"))) {
            String path = root.relativize(file).toString().replace('\\', '/');
            scan(
                    scanner,
                    file,
                    path,
                    it -> hits.putIfAbsent(path + ":" + it.line(), it.detector().id()));
        }
        var score = new Score();
        for (Row row : rows) {
            boolean hit = false;
            for (int line = row.first; line <= row.last; line++) {
                hit |= hits.containsKey(row.path + ":" + line);
            }
            String where = row.path + ":" + row.first;
            boolean secret = truths.get(where).contains("T");
            if (row.truth.equals("T") && hit) {
                score.found(row.category);
            } else if (row.truth.equals("T")) {
                score.missed(row.category, where);
            } else if (hit && !secret && hits.containsKey(where)) {
                score.wrong(row.category, row.truth + " " + hits.get(where) + " " + where);
            }
        }
        if (unlabelled == Unlabelled.WRONG) {
            hits.forEach((where, detector) -> {
                if (!truths.containsKey(where)) {
                    score.wrong("(no label)", detector + " " + where);
                }
            });
        }
        return score;
    }

    /// What to think of hits on lines about which nobody said anything.
    enum Unlabelled {
        IGNORED,
        WRONG
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        for (Path file : files(Corpus.path("creddata-subset/meta"))) {
            for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
                String[] cells = line.split(",", -1);
                rows.add(
                        new Row(
                                cells[4],
                                Integer.parseInt(cells[5]),
                                Integer.parseInt(cells[6]),
                                cells[7],
                                cells[12]));
            }
        }
        return rows;
    }

    /// Leaky-repo: how many risky lines each file has; as many hits count as found.
    static Score leakyRepo(SecretScanner scanner) throws IOException {
        var score = new Score();
        Path root = Corpus.path("leaky-repo");
        for (String line : Files.readAllLines(root.resolve(".leaky-meta/secrets.csv"))) {
            String[] cells = line.split(",", -1);
            if (!line.startsWith("#") && cells.length == 3) {
                var lines = new HashSet<Long>();
                Path file = root.resolve(cells[0]);
                if (!Files.exists(file)) {
                    continue;
                }
                scan(scanner, file, cells[0], it -> lines.add(it.line()));
                int risk = Integer.parseInt(cells[1]);
                int all = risk + Integer.parseInt(cells[2]);
                for (int index = 0; index < risk; index++) {
                    if (index < lines.size()) {
                        score.found(cells[0]);
                    } else {
                        score.missed(cells[0], lines.toString());
                    }
                }
                for (int index = all; index < lines.size(); index++) {
                    score.wrong(cells[0], lines.toString());
                }
            }
        }
        return score;
    }

    static void scan(SecretScanner scanner, Path file, String path, Consumer<Hit> consumer)
            throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        scanner.scan(bytes, bytes.length, new Origin(path), consumer);
    }

    private static List<Path> files(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// Prints the scores; the argument `mistakes` prints every mistake as well.
    public static void main(String[] arguments) throws IOException {
        var scanner = SecretScanner.withAllDetectors();
        System.out.println(scanner.detectors().size() + " detectors");
        print("gitleaks samples", gitleaks(scanner), arguments);
        print("CredData, labelled lines", credData(scanner, Unlabelled.IGNORED), arguments);
        print("CredData, every line", credData(scanner, Unlabelled.WRONG), arguments);
        print("leaky-repo", leakyRepo(scanner), arguments);
    }

    private static void print(String name, Score score, String[] arguments) {
        System.out.println(name + ": " + score);
        if (arguments.length > 0) {
            score.mistakes.forEach(it -> System.out.println("  " + it.replace("\n", "\\n")));
        }
    }
}
