package io.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a reader would otherwise have to ask for in every review.
class TidyTest {

    private static final int CODE_WIDTH = 100;
    private static final int PROSE_WIDTH = 140;
    private static final int DATA_WIDTH = 140;
    private static final int FILE_LENGTH = 400;

    /// Lists of one thing, longer than `FILE_LENGTH`. They may shrink, not grow.
    private static final Map<String, Integer> LONG_FILES =
            Map.of(
                    "core/src/test/java/io/muster/discovery/git/GitHistoryTest.java", 450,
                    "core/src/test/java/io/muster/roll/Estate.java", 700,
                    "core/src/test/java/io/muster/roll/GoldenCasesTest.java", 520);

    /// What others made: not ours to lay out.
    private static final Set<String> SKIPPED = Set.of(".git", "target", ".muster", ".idea");

    private static final Set<String> TEXT =
            Set.of("java", "md", "xml", "yaml", "json", "txt", "sh", "py", "properties", "config");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    /// Addresses of package registries; the namespace of a build file is none.
    private static final Pattern REGISTRY =
            Pattern.compile(
                    "https?://(?!maven[.]apache[.]org/(?:POM|xsd))"
                            + "[^\\s\"<>]*(?:maven|npm|pypi|debian|crates|golang)[^\\s\"<>]*/");

    private static final Path ROOT = root();
    private static final List<Text> FILES = files();

    @Test
    void linesFitTheScreen() {
        assertLines(line -> line.length() > line.file().width() && !line.cannotBeBroken());
    }

    @Test
    void filesAreShort() {
        assertThat(
                        FILES.stream()
                                .filter(it -> it.is("java"))
                                .filter(it ->
                                        it.lines().size()
                                                > LONG_FILES.getOrDefault(it.name(), FILE_LENGTH))
                                .map(it -> it.name() + ": " + it.lines().size() + " lines"))
                .isEmpty();
    }

    @Test
    void longFilesThatBecameShortLeaveTheList() {
        assertThat(LONG_FILES.keySet())
                .allSatisfy(name ->
                        assertThat(FILES)
                                .anyMatch(it ->
                                        it.name().equals(name) && it.lines().size() > FILE_LENGTH));
    }

    /// As a merge leaves them where two changed one place.
    @Test
    void nothingIsLeftToMerge() {
        assertLines(line -> line.text().matches("(<{7}|>{7}) .*|={7}"));
    }

    @Test
    void noTabsAndNothingAfterTheLastWord() {
        assertLines(line -> line.text().contains("\t") || line.text().endsWith(" "));
    }

    @Test
    void everyFileEndsWithANewline() {
        assertThat(FILES.stream().filter(it -> !it.content().endsWith("\n")).map(Text::name))
                .isEmpty();
    }

    @Test
    void nothingIsPutOff() {
        assertLines(
                line -> line.has("FIX" + "ME") || line.has("TO" + "DO") || line.has("X" + "XX"));
    }

    @Test
    void nothingPointsAtARegistry() {
        assertLines(line -> REGISTRY.matcher(line.text()).find());
    }

    @Test
    void everyPackageSaysItsIdea() {
        Stream<String> packages =
                FILES.stream()
                        .filter(it -> it.is("java") && it.name().contains("src/main/java"))
                        .map(it -> it.name().substring(0, it.name().lastIndexOf('/')))
                        .distinct();
        assertThat(packages)
                .allSatisfy(folder ->
                        assertThat(FILES)
                                .filteredOn(it -> it.name().equals(folder + "/package-info.java"))
                                .singleElement()
                                .satisfies(it -> assertThat(it.content()).startsWith("/// ")));
    }

    @Test
    void linksInTheDocumentsLeadSomewhere() {
        assertThat(
                        FILES.stream()
                                .filter(it -> it.is("md"))
                                .flatMap(it -> deadLinks(it).map(link -> it.name() + ": " + link)))
                .isEmpty();
    }

    private static final String CLAUSES = "docs/conformance/";

    /// A sentence or a class of tests, or both, as a page of clauses names it.
    private static final Pattern NAMED_TEST =
            Pattern.compile("`(?:([A-Z]\\w*Test)(?:[.]([a-z]\\w*))?|([a-z]+(?:[A-Z]\\w*){3,}))`");

    @Test
    void testsThatTheClausesNameAreThere() {
        List<Text> tests =
                FILES.stream()
                        .filter(it -> it.is("java") && it.name().contains("src/test/java"))
                        .toList();
        List<MatchResult> named =
                FILES.stream()
                        .filter(it -> it.name().startsWith(CLAUSES))
                        .flatMap(it -> NAMED_TEST.matcher(it.content()).results())
                        .toList();

        assertThat(named.size()).isGreaterThan(200);
        assertThat(named.stream().filter(it -> !isThere(it, tests)).map(MatchResult::group))
                .isEmpty();
    }

    private static boolean isThere(MatchResult named, List<Text> tests) {
        String file = named.group(1) == null ? "" : "/" + named.group(1) + ".java";
        String sentence = named.group(2) == null ? named.group(3) : named.group(2);
        String declared = sentence == null ? "" : "void " + sentence + "(";
        return tests.stream()
                .anyMatch(it -> it.name().endsWith(file) && it.content().contains(declared));
    }

    @Test
    void everyPageOfClausesIsInTheirList() {
        String list =
                FILES.stream()
                        .filter(it -> it.name().equals(CLAUSES + "README.md"))
                        .map(Text::content)
                        .collect(Collectors.joining());
        assertThat(FILES)
                .filteredOn(it -> it.name().startsWith(CLAUSES) && !it.name().endsWith("README.md"))
                .isNotEmpty()
                .allMatch(it -> list.contains("](" + it.name().replace(CLAUSES, "") + ")"));
    }

    @Test
    void somethingWasRead() {
        assertThat(FILES).hasSizeGreaterThan(50);
    }

    private static Stream<String> deadLinks(Text page) {
        Path folder = ROOT.resolve(page.name()).resolveSibling("");
        return LINK.matcher(page.content())
                .results()
                .map(it -> it.group(1))
                .filter(it -> !it.matches("https?://.*|#.*"))
                .filter(it -> !Files.exists(folder.resolve(it.replaceFirst("#.*", ""))));
    }

    private static void assertLines(Predicate<Line> wrong) {
        assertThat(FILES.stream().flatMap(Text::numbered).filter(wrong)).isEmpty();
    }

    /// A file of the repository, by its path from the root.
    private record Text(String name, String content) {
        boolean is(String extension) {
            return name.endsWith("." + extension);
        }

        int width() {
            return is("java") ? CODE_WIDTH : is("yaml") ? DATA_WIDTH : PROSE_WIDTH;
        }

        List<String> lines() {
            return content.lines().toList();
        }

        Stream<Line> numbered() {
            var lines = lines();
            return IntStream.range(0, lines.size())
                    .mapToObj(it -> new Line(this, it + 1, lines.get(it)));
        }
    }

    private record Line(Text file, int number, String text) {
        int length() {
            return text.codePointCount(0, text.length());
        }

        boolean has(String word) {
            return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
        }

        /// Of Java, the formatter breaks what can be broken; comments are ours to break. An address
        /// or a row of a table has one line only.
        boolean cannotBeBroken() {
            return text.contains("http")
                    || (file.is("java") && !text.strip().startsWith("//"))
                    || (file.is("md") && text.startsWith("|"))
                    || file.is("json")
                    || file.is("xml")
                    || file.name().contains("/src/test/resources/");
        }

        @Override
        public String toString() {
            return file.name() + ":" + number + ": " + text;
        }
    }

    private static List<Text> files() {
        try (var tree = Files.walk(ROOT)) {
            return tree.filter(Files::isRegularFile)
                    .filter(TidyTest::isOurs)
                    .map(TidyTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path path) {
        for (Path part : ROOT.relativize(path)) {
            if (SKIPPED.contains(part.toString())) {
                return false;
            }
        }
        String name = path.getFileName().toString();
        return TEXT.contains(name.substring(name.lastIndexOf('.') + 1))
                || Set.of("muster", "dev", "run").contains(name);
    }

    private static Text text(Path path) {
        try {
            return new Text(
                    ROOT.relativize(path).toString(),
                    new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
