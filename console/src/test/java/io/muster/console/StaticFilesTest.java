package io.muster.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What the browser is given: nothing missing, nothing from elsewhere, nothing that the content
/// security policy `default-src 'self'` would refuse, and little of it.
class StaticFilesTest {

    private static final Path ROOT = Path.of("target/classes/io/muster/console");
    private static final long FIRST_LOAD = 300_000;
    private static final int FILE_LENGTH = 300;

    private static final Pattern STATIC_IMPORT =
            Pattern.compile("(?m)^(?:import|export) [^;]*?\"(\\.[^\"]+)\"");
    private static final Pattern VENDOR_IMPORT = Pattern.compile("(?:from|import)\"(\\.[^\"]+)\"");
    private static final Pattern REFERENCE =
            Pattern.compile("(?:href|src)=\"(/[^\"]*\\.(?:css|js|svg))\"");
    private static final Pattern PRELOAD =
            Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"");
    private static final Pattern ELSEWHERE =
            Pattern.compile("https?://(?!www\\.w3\\.org/)[^\"'\\s`]+|url\\(");
    private static final Pattern INLINE =
            Pattern.compile("<script>|<style|[\\s\"]style=|\\son[a-z]+=\"|javascript:");

    @Test
    void everyImportLeadsToAFile() {
        assertThat(ours("js"))
                .allSatisfy(it ->
                        assertThat(imports(it)).allSatisfy(to -> assertThat(to).isRegularFile()));
    }

    @Test
    void theFirstPageIsAskedForAtOnce() {
        var needed = closure("app/main.js", "pages/overview.js");
        assertThat(matches(PRELOAD, ROOT.resolve("index.html")).map(it -> ROOT + it.group(1)))
                .containsExactlyInAnyOrderElementsOf(needed.stream().map(Path::toString).toList());
    }

    @Test
    void theFirstLoadIsSmall() {
        var files = new LinkedHashSet<>(closure("app/main.js", "pages/overview.js"));
        files.add(ROOT.resolve("index.html"));
        matches(REFERENCE, ROOT.resolve("index.html"))
                .forEach(it -> files.add(ROOT.resolve(it.group(1).substring(1))));
        assertThat(files.stream().mapToLong(StaticFilesTest::compressed).sum())
                .isLessThan(FIRST_LOAD);
    }

    @Test
    void everyRouteHasItsPage() {
        var pages = matches(Pattern.compile("page: \"([a-z-]+)\""), ROOT.resolve("app/router.js"));
        assertThat(pages.map(it -> it.group(1)))
                .hasSizeGreaterThan(12)
                .allSatisfy(it ->
                        assertThat(ROOT.resolve("pages/" + it + ".js"))
                                .content()
                                .contains("customElements.define(\"page-" + it + "\""));
    }

    @Test
    void nothingComesFromAnotherHost() {
        assertThat(Stream.of("js", "css", "html", "svg").flatMap(it -> ours(it).stream()))
                .allSatisfy(it -> assertThat(matches(ELSEWHERE, it)).isEmpty());
    }

    @Test
    void nothingIsInlineThatThePolicyRefuses() {
        assertThat(Stream.of("js", "html").flatMap(it -> ours(it).stream()))
                .allSatisfy(it -> assertThat(matches(INLINE, it)).isEmpty());
    }

    @Test
    void coloursAreNamedInOnePlace() {
        assertThat(ours("css"))
                .filteredOn(it -> !it.endsWith("tokens.css"))
                .allSatisfy(it ->
                        assertThat(matches(Pattern.compile("#[0-9a-f]{3,8}\\b"), it)).isEmpty());
    }

    @Test
    void filesAreShort() {
        assertThat(ours("js"))
                .allSatisfy(it ->
                        assertThat(content(it).lines().count()).isLessThanOrEqualTo(FILE_LENGTH));
    }

    @Test
    void whatOthersMadeBringsItsLicence() {
        assertThat(List.of("lit-html", "reactive-element"))
                .allSatisfy(it -> assertThat(ROOT.resolve("vendor/" + it + "/LICENSE")).exists());
    }

    /// What is loaded when these are, without what is imported later.
    private static Set<Path> closure(String... begin) {
        var seen = new LinkedHashSet<Path>();
        var next = new ArrayDeque<Path>();
        Stream.of(begin).map(ROOT::resolve).forEach(next::add);
        while (!next.isEmpty()) {
            Path at = next.remove();
            if (seen.add(at)) {
                next.addAll(imports(at));
            }
        }
        return seen;
    }

    private static List<Path> imports(Path module) {
        Pattern pattern = module.startsWith(ROOT.resolve("vendor")) ? VENDOR_IMPORT : STATIC_IMPORT;
        return matches(pattern, module)
                .map(it -> module.resolveSibling(it.group(1)).normalize())
                .toList();
    }

    private static List<Path> ours(String extension) {
        try (var tree = Files.walk(ROOT)) {
            return tree.filter(it -> it.toString().endsWith("." + extension))
                    .filter(it -> !it.startsWith(ROOT.resolve("vendor")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> matches(Pattern pattern, Path file) {
        return pattern.matcher(content(file)).results();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long compressed(Path file) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            Files.copy(file, gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }
}
