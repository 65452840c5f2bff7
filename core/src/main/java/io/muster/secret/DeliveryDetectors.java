package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.LOWER_UUID;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.token;

import java.util.List;

/// Continuous integration, deployment and operations.
final class DeliveryDetectors {
    static final List<Detector> ALL =
            List.of(
                    named(
                            "circleci-token",
                            "CircleCI token",
                            List.of("circleci", "circle_token", "circle-token"),
                            "[a-f0-9]{40}",
                            CRITICAL,
                            "CircleCI user settings, tokens"),
                    token(
                            "circleci-personal-token",
                            "CircleCI personal token",
                            "CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}",
                            Checks.SHAPE,
                            CRITICAL,
                            "CircleCI user settings, tokens"),
                    named(
                            "travis-token",
                            "Travis CI access token",
                            List.of("travis"),
                            "[A-Za-z0-9_-]{22}",
                            HIGH,
                            "Travis CI settings"),
                    named(
                            "drone-token",
                            "Drone CI access token",
                            List.of("droneci", "drone_token", "drone-token"),
                            "[A-Za-z0-9]{32}",
                            HIGH,
                            "Drone account"),
                    token(
                            "buildkite-token",
                            "Buildkite token",
                            "bk(?:ua|pt|aj|ct)_[a-f0-9]{40}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Buildkite, API access tokens"),
                    named(
                            "buildkite-agent-token",
                            "Buildkite agent token",
                            List.of("buildkite"),
                            "[a-z0-9]{40,50}",
                            HIGH,
                            "Buildkite, agents"),
                    token(
                            "octopus-api-key",
                            "Octopus Deploy API key",
                            "API-[A-Z0-9]{25,27}",
                            Checks.OCTOPUS,
                            CRITICAL,
                            "Octopus profile, API keys"),
                    named(
                            "jenkins-token",
                            "Jenkins API token",
                            List.of("jenkins"),
                            "11[a-f0-9]{32}",
                            CRITICAL,
                            "Jenkins user, configure"),
                    named(
                            "jenkins-legacy-token",
                            "Jenkins API token",
                            List.of("jenkins"),
                            "[a-f0-9]{32}",
                            CRITICAL,
                            "Jenkins user, configure"),
                    named(
                            "ngrok-auth-token",
                            "ngrok auth token",
                            List.of("ngrok"),
                            "[A-Za-z0-9]{20,30}_[A-Za-z0-9]{18,24}",
                            MEDIUM,
                            "ngrok dashboard"),
                    named(
                            "launchdarkly-token",
                            "LaunchDarkly access token",
                            List.of("launchdarkly"),
                            "[A-Za-z0-9_=-]{40}",
                            HIGH,
                            "LaunchDarkly, authorization"),
                    token(
                            "launchdarkly-key",
                            "LaunchDarkly SDK key or API token",
                            "(?:sdk|api|mob)-" + LOWER_UUID,
                            Checks.WEAK_SHAPE,
                            HIGH,
                            "LaunchDarkly, environments"),
                    token(
                            "configcat-key",
                            "ConfigCat SDK key",
                            "configcat-sdk-1/[A-Za-z0-9_-]{22}/[A-Za-z0-9_-]{22}",
                            Checks.SHAPE,
                            LOW,
                            "ConfigCat dashboard"),
                    named(
                            "cisco-meraki-key",
                            "Cisco Meraki API key",
                            List.of("meraki"),
                            "[0-9a-f]{40}",
                            HIGH,
                            "Meraki dashboard, my profile"),
                    named(
                            "kubeadm-token",
                            "kubeadm join token",
                            List.of("kubeadm", "--token"),
                            "[a-z0-9]{6}\\.[a-z0-9]{16}",
                            CRITICAL,
                            "kubeadm token delete"),
                    token(
                            "rancher-token",
                            "Rancher API token",
                            "token-[a-z0-9]{5}:[a-z0-9]{54}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Rancher, API keys"),
                    named(
                            "okta-token",
                            "Okta API token",
                            List.of("okta"),
                            "00[A-Za-z0-9_-]{40}",
                            CRITICAL,
                            "Okta admin, API tokens"),
                    named(
                            "auth0-secret",
                            "Auth0 client secret",
                            List.of("auth0"),
                            "[A-Za-z0-9_-]{64}",
                            CRITICAL,
                            "Auth0 application settings"),
                    named(
                            "duo-secret",
                            "Duo integration secret",
                            List.of("duo_skey", "duo_secret", "duosecurity"),
                            "[A-Za-z0-9]{40}",
                            CRITICAL,
                            "Duo admin panel"),
                    named(
                            "nytimes-key",
                            "New York Times API key",
                            List.of("nytimes", "new-york-times", "newyorktimes"),
                            "[A-Za-z0-9_=-]{32}",
                            LOW,
                            "NYT developer portal"),
                    token(
                            "prefect-token",
                            "Prefect API token",
                            "pn[ub]_[A-Za-z0-9]{36}",
                            Checks.SHAPE,
                            HIGH,
                            "Prefect Cloud, API keys"),
                    token(
                            "harness-token",
                            "Harness access token",
                            "[ps]at\\.[A-Za-z0-9_-]{22}\\.[0-9a-f]{24}\\.[A-Za-z0-9]{20}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Harness profile, API keys"),
                    token(
                            "authress-access-key",
                            "Authress service client access key",
                            "(?:sc|ext|scauth|authress)_[a-zA-Z0-9]{5,30}\\.[a-zA-Z0-"
                                    + "9]{4,6}\\.(?:acc)[_-][a-zA-Z0-9-]{10,32}\\.[a-zA-Z0-9+/_"
                                    + "=-]{30,120}",
                            Checks.SHAPE,
                            HIGH,
                            "Authress, service clients"),
                    token(
                            "settlemint-token",
                            "SettleMint token",
                            "sm_[psa]at_[a-zA-Z0-9]{16}",
                            Checks.SHAPE,
                            HIGH,
                            "SettleMint console, access tokens"),
                    token(
                            "akamai-edgegrid-token",
                            "Akamai EdgeGrid token",
                            "akab-[a-z0-9]{16}-[a-z0-9]{16}",
                            Checks.SHAPE,
                            HIGH,
                            "Akamai Control Center, API clients"),
                    named(
                            "akamai-edgegrid-secret",
                            "Akamai EdgeGrid secret",
                            List.of(
                                    "akamai_client_token",
                                    "akamai_access_token",
                                    "akamai_client_secret"),
                            "[A-Za-z0-9+/=_-]{36,60}",
                            HIGH,
                            "Akamai Control Center, API clients"));

    private DeliveryDetectors() {}
}
