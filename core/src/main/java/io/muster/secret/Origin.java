package io.muster.secret;

import java.util.Locale;
import java.util.Set;

/// Where the bytes come from, as far as it changes what they mean: `password = secret` is a value
/// in a properties file and the name of a variable in source code.
///
/// @param path the path or name of the file, with `/`; empty when unknown
public record Origin(String path) {
    public static final Origin UNKNOWN = new Origin("");

    /// How values stand in a file.
    enum Dialect {
        /// Values are quoted; what is not quoted is an expression.
        CODE,
        /// Values may stand without quotes.
        SETTINGS,
        /// Sentences with an example now and then.
        PROSE,
        UNKNOWN
    }

    private static final Set<String> CODE =
            Set.of(
                    "c", "h", "cc", "cpp", "hpp", "cs", "java", "kt", "kts", "scala", "go", "rs",
                    "py", "rb", "php", "js", "mjs", "cjs", "ts", "tsx", "jsx", "swift", "m", "mm",
                    "lua", "pl", "pm", "hs", "ex", "exs", "erl", "clj", "dart", "r", "groovy",
                    "gradle", "vue", "svelte", "sql", "tf", "bzl", "s", "asm", "cmake", "css",
                    "scss", "proto", "erb", "jsp", "aspx", "vb", "ps1", "psm1", "el", "ml", "fs");
    private static final Set<String> SETTINGS =
            Set.of(
                    "env",
                    "properties",
                    "ini",
                    "cfg",
                    "conf",
                    "cnf",
                    "config",
                    "yml",
                    "yaml",
                    "toml",
                    "json",
                    "xml",
                    "plist",
                    "sh",
                    "bash",
                    "zsh",
                    "bat",
                    "cmd",
                    "tfvars",
                    "dockerfile",
                    "netrc",
                    "npmrc",
                    "pypirc",
                    "service",
                    "hcl",
                    "settings",
                    "prefs",
                    "credentials",
                    "auth",
                    "secret",
                    "secrets",
                    "tfstate",
                    "template",
                    "sample");
    private static final Set<String> PROSE =
            Set.of("md", "txt", "rst", "adoc", "html", "htm", "org");
    private static final Set<String> DERIVED =
            Set.of(
                    "package-lock.json",
                    "npm-shrinkwrap.json",
                    "yarn.lock",
                    "pnpm-lock.yaml",
                    "composer.lock",
                    "gemfile.lock",
                    "cargo.lock",
                    "poetry.lock",
                    "pipfile.lock",
                    "go.sum",
                    "packages.lock.json",
                    "gradle.lockfile",
                    "flake.lock",
                    "bun.lock",
                    "deno.lock",
                    "uv.lock",
                    "pdm.lock",
                    "mix.lock",
                    "podfile.lock",
                    "package.resolved",
                    "verification-metadata.xml",
                    "go.work.sum");

    Dialect dialect() {
        String extension = extension();
        if (CODE.contains(extension)) {
            return Dialect.CODE;
        }
        if (PROSE.contains(extension)) {
            return Dialect.PROSE;
        }
        return SETTINGS.contains(extension) || name().startsWith(".")
                ? Dialect.SETTINGS
                : Dialect.UNKNOWN;
    }

    /// Whether files of this kind talk about values as often as they hold some: source code and
    /// documentation.
    public boolean quotes() {
        return switch (dialect()) {
            case CODE, PROSE -> true;
            case SETTINGS, UNKNOWN -> false;
        };
    }

    /// Lock files: full of checksums that a tool wrote, and of nothing that a person did.
    boolean derived() {
        return DERIVED.contains(name()) || name().endsWith(".min.js") || name().endsWith(".map");
    }

    private String name() {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private String extension() {
        return name().substring(name().lastIndexOf('.') + 1);
    }
}
