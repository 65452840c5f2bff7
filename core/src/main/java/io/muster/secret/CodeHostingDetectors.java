package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.UUID;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.token;
import static io.muster.secret.Detector.within;

import java.util.List;

/// Code hosting and package registries.
final class CodeHostingDetectors {
    static final List<Detector> ALL =
            List.of(
                    token(
                            "github-token",
                            "GitHub token",
                            "gh[pousr]_[A-Za-z0-9]{36}",
                            Checks.CRC32_BASE62,
                            CRITICAL,
                            "GitHub settings, tokens; GitHub revokes what is posted in public"),
                    token(
                            "github-fine-grained-token",
                            "GitHub fine-grained token",
                            "github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}",
                            Checks.SHAPE,
                            CRITICAL,
                            "GitHub settings, fine-grained tokens"),
                    token(
                            "github-fine-grained-token-unsplit",
                            "GitHub fine-grained token",
                            "github_pat_[A-Za-z0-9_]{82}",
                            Checks.SHAPE,
                            CRITICAL,
                            "GitHub settings, fine-grained tokens"),
                    named(
                            "github-secret",
                            "GitHub secret",
                            List.of("github"),
                            "[A-Za-z0-9_-]{35,42}",
                            HIGH,
                            "GitHub settings"),
                    token(
                            "gitlab-routable-token",
                            "GitLab routable token",
                            "gl(?:pat|dt|rtr|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt"
                                    + ")-[A-Za-z0-9_-]{27,300}\\.[0-9a-z]{2}[0-9a-z]{7}",
                            Checks.CRC32_BASE36,
                            CRITICAL,
                            "GitLab, access tokens"),
                    token(
                            "gitlab-routable-token-v2",
                            "GitLab routable token",
                            "gl(?:pat|dt|rtr|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt"
                                    + ")-[A-Za-z0-9_-]{20,300}\\.[0-9a-z]{2}\\.[0-9a-z]{2}[0-9a"
                                    + "-z]{7}",
                            Checks.CRC32_BASE36,
                            CRITICAL,
                            "GitLab, access tokens"),
                    token(
                            "gitlab-personal-token",
                            "GitLab personal access token",
                            "glpat-[A-Za-z0-9_-]{20}",
                            Checks.SHAPE,
                            CRITICAL,
                            "GitLab, access tokens"),
                    token(
                            "gitlab-token",
                            "GitLab token",
                            "gl(?:dt|rtr|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[A"
                                    + "-Za-z0-9_.-]{18,64}",
                            Checks.SHAPE,
                            HIGH,
                            "GitLab, where the prefix says"),
                    token(
                            "gitlab-runner-registration",
                            "GitLab runner registration token",
                            "GR1348941[A-Za-z0-9_-]{20}",
                            Checks.SHAPE,
                            HIGH,
                            "GitLab, reset the registration token"),
                    named(
                            "gitlab-session-cookie",
                            "GitLab session cookie",
                            List.of("_gitlab_session"),
                            "[0-9a-f]{32}",
                            HIGH,
                            "sign out of the session"),
                    named(
                            "bitbucket-client-id",
                            "Bitbucket client id",
                            List.of("bitbucket"),
                            "[A-Za-z0-9]{32}",
                            LOW,
                            "Bitbucket, OAuth consumers"),
                    named(
                            "bitbucket-client-secret",
                            "Bitbucket client secret",
                            List.of("bitbucket"),
                            "[A-Za-z0-9_=-]{64}",
                            HIGH,
                            "Bitbucket, OAuth consumers"),
                    token(
                            "bitbucket-app-password",
                            "Bitbucket app password",
                            "ATBB[A-Za-z0-9]{32}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Bitbucket, app passwords"),
                    token(
                            "atlassian-token",
                            "Atlassian API token",
                            "AT[AC]TT3[A-Za-z0-9_=-]{180,200}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Atlassian account, API tokens"),
                    named(
                            "atlassian-legacy-token",
                            "Atlassian API token",
                            List.of("atlassian", "confluence", "jira"),
                            "[A-Za-z0-9]{20,24}",
                            HIGH,
                            "Atlassian account, API tokens"),
                    token(
                            "sourcegraph-token",
                            "Sourcegraph access token",
                            "sgp_(?:[0-9A-Fa-f]{16}_|local_)?[0-9A-Fa-f]{40}",
                            Checks.SHAPE,
                            HIGH,
                            "Sourcegraph, access tokens"),
                    named(
                            "sourcegraph-legacy-token",
                            "Sourcegraph access token",
                            List.of("sourcegraph"),
                            "[0-9a-fA-F]{40}",
                            HIGH,
                            "Sourcegraph, access tokens"),
                    token(
                            "npm-token",
                            "npm access token",
                            "npm_[A-Za-z0-9]{36}",
                            Checks.CRC32_BASE62,
                            CRITICAL,
                            "npm, access tokens"),
                    named(
                            "npm-auth-token",
                            "npm registry token",
                            List.of("_authtoken"),
                            "(?:" + UUID + "|[A-Za-z0-9+/=_-]{20,200})",
                            CRITICAL,
                            "revoke the token at the registry"),
                    token(
                            "pypi-token",
                            "PyPI upload token",
                            "pypi-AgE[A-Za-z0-9_-]{50,1000}",
                            FormatChecks.PYPI,
                            CRITICAL,
                            "PyPI account, API tokens"),
                    token(
                            "rubygems-token",
                            "RubyGems API key",
                            "rubygems_[a-f0-9]{48}",
                            Checks.SHAPE,
                            CRITICAL,
                            "RubyGems, API keys"),
                    token(
                            "nuget-key",
                            "NuGet API key",
                            "oy2[a-z2-7]{43}",
                            Checks.SHAPE,
                            CRITICAL,
                            "NuGet, API keys"),
                    named(
                            "nuget-source-password",
                            "NuGet feed password",
                            List.of("cleartextpassword"),
                            "[^\"<>]{6,200}",
                            HIGH,
                            "the feed of the nuget.config"),
                    token(
                            "crates-token",
                            "Rust crate registry token",
                            "cio[A-Za-z0-9]{32}",
                            Checks.WEAK_SHAPE,
                            CRITICAL,
                            "account of the crate registry, API tokens"),
                    token(
                            "clojars-token",
                            "Clojars deploy token",
                            "CLOJARS_[A-Za-z0-9]{60}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Clojars, deploy tokens"),
                    token(
                            "docker-token",
                            "Docker Hub token",
                            "dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,32}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Docker Hub, personal access tokens"),
                    within(
                            "docker-config-auth",
                            "Docker registry login in a config.json",
                            "\"auth\"\\s*:\\s*\"([A-Za-z0-9+/]{8,400}={0,2})\"",
                            FormatChecks.BASIC,
                            CRITICAL,
                            "change the password or token at the registry"),
                    within(
                            "docker-identity-token",
                            "Docker registry identity token",
                            "\"identitytoken\"\\s*:\\s*\"([A-Za-z0-9._-]{20,2000})\"",
                            Checks.SHAPE,
                            CRITICAL,
                            "sign out at the registry"),
                    token(
                            "artifactory-api-key",
                            "Artifactory API key",
                            "AKCp[A-Za-z0-9]{69}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Artifactory user profile"),
                    token(
                            "artifactory-reference-token",
                            "Artifactory reference token",
                            "cmVmd[A-Za-z0-9]{59}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Artifactory, access tokens"),
                    named(
                            "jfrog-api-key",
                            "JFrog API key",
                            List.of("jfrog", "artifactory", "bintray", "xray"),
                            "[A-Za-z0-9]{64,73}",
                            CRITICAL,
                            "JFrog platform, access tokens"),
                    named(
                            "packagist-token",
                            "Packagist token",
                            List.of("packagist"),
                            "(?:packagist_[a-z]{3}_[A-Za-z0-9]{60,80}|[A-Za-z0-9_-]{20})",
                            HIGH,
                            "Packagist profile"),
                    token(
                            "deno-deploy-token",
                            "Deno Deploy token",
                            "dd[opw]_[A-Za-z0-9]{36}",
                            Checks.SHAPE,
                            HIGH,
                            "Deno Deploy, access tokens"),
                    token(
                            "jetbrains-token",
                            "JetBrains permanent token",
                            "perm:[A-Za-z0-9+/=_-]{4,64}\\.[A-Za-z0-9+/=_-]{2,64}\\.["
                                    + "A-Za-z0-9]{20,64}",
                            Checks.SHAPE,
                            HIGH,
                            "JetBrains Hub, authentication"),
                    token(
                            "gitea-token",
                            "Gitea or Forgejo runner token",
                            "(?:gta|fjr)_[A-Za-z0-9]{40}",
                            Checks.WEAK_SHAPE,
                            HIGH,
                            "Gitea, applications"),
                    named(
                            "gitea-access-token",
                            "Gitea access token",
                            List.of("gitea", "forgejo", "codeberg"),
                            "[0-9a-f]{40}",
                            HIGH,
                            "Gitea, applications"),
                    named(
                            "codecov-token",
                            "Codecov upload token",
                            List.of("codecov"),
                            "(?:" + UUID + "|[a-z0-9]{32})",
                            LOW,
                            "Codecov repository settings"),
                    token(
                            "sonar-token",
                            "SonarQube token",
                            "sq[upa]_[a-z0-9]{40}",
                            Checks.SHAPE,
                            HIGH,
                            "SonarQube, security"),
                    named(
                            "sonar-legacy-token",
                            "SonarQube token",
                            List.of("sonar"),
                            "(?:[a-z0-9]{40})",
                            HIGH,
                            "SonarQube, security"),
                    named(
                            "snyk-token",
                            "Snyk API token",
                            List.of("snyk"),
                            UUID,
                            HIGH,
                            "Snyk account settings"),
                    token(
                            "endor-labs-key",
                            "Endor Labs API key",
                            "endr\\+[A-Za-z0-9-]{16}",
                            Checks.SHAPE,
                            HIGH,
                            "Endor Labs, API keys"),
                    token(
                            "readme-token",
                            "ReadMe API key",
                            "rdme_[a-z0-9]{70}",
                            Checks.SHAPE,
                            MEDIUM,
                            "ReadMe dashboard, API keys"),
                    token(
                            "postman-token",
                            "Postman API key",
                            "PMAK-[a-fA-F0-9]{24}-[a-fA-F0-9]{34}",
                            Checks.SHAPE,
                            HIGH,
                            "Postman, API keys"),
                    named(
                            "gitter-token",
                            "Gitter access token",
                            List.of("gitter"),
                            "[a-z0-9_-]{40}",
                            MEDIUM,
                            "Gitter developer page"),
                    within(
                            "sidekiq-url",
                            "Sidekiq gem server login",
                            "https?://([a-f0-9]{8}:[a-f0-9]{8})@(?:gems|enterprise)\\"
                                    + ".contribsys\\.com",
                            Checks.SHAPE,
                            MEDIUM,
                            "Contributed Systems support"),
                    named(
                            "sidekiq-secret",
                            "Sidekiq gem server login",
                            List.of(
                                    "bundle_enterprise__contribsys__com",
                                    "bundle_gems__contribsys__com"),
                            "[a-f0-9]{8}:[a-f0-9]{8}",
                            MEDIUM,
                            "Contributed Systems support"));

    private CodeHostingDetectors() {}
}
