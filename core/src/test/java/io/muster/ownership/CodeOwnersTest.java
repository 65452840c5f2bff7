package io.muster.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeOwnersTest {
    private static final CodeOwners FILE =
            CodeOwners.parse(
                    """
                    # whoever nobody else is
                    *           @shop/everybody
                    *.pem       @shop/security anna@example.com   # keys
                    /build/     @shop/build
                    docs/*      docs@example.com
                    apps/       @shop/apps
                    /infra/**/prod  @shop/production
                    /legacy/
                    """);

    @Test
    void theLastLineThatFitsCounts() {
        assertThat(FILE.of("README")).containsExactly("@shop/everybody");
        assertThat(FILE.of("a/b/key.pem")).containsExactly("@shop/security", "anna@example.com");
        assertThat(FILE.of("build/logs/key.pem")).containsExactly("@shop/build");
        assertThat(FILE.of("x/build/logs/key.txt")).containsExactly("@shop/everybody");
    }

    @Test
    void aFolderIsAllBelowAndAStarInItIsNot() {
        assertThat(FILE.of("docs/a.md")).containsExactly("docs@example.com");
        assertThat(FILE.of("docs/a/b.md")).containsExactly("@shop/everybody");
        assertThat(FILE.of("x/apps/y/z")).containsExactly("@shop/apps");
        assertThat(FILE.of("infra/prod/tls")).containsExactly("@shop/production");
        assertThat(FILE.of("infra/a/b/prod/tls")).containsExactly("@shop/production");
        assertThat(FILE.of("infra/a/product")).containsExactly("@shop/everybody");
    }

    @Test
    void aLineWithoutOwnersTakesThemAway() {
        assertThat(FILE.of("legacy/x")).isEmpty();
    }

    @Test
    void hostilePatternsEnd() {
        CodeOwners hostile =
                CodeOwners.parse("*a".repeat(2_000) + "b @x\n" + "**/".repeat(500) + "b @y");

        assertThat(hostile.of("a".repeat(4_000))).isEmpty();
        assertThat(hostile.of("a/".repeat(60) + "b")).isNotNull();
    }
}
