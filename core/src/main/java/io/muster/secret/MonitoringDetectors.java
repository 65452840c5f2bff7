package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.UUID;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.token;

import java.util.List;

/// Monitoring, analytics and error tracking.
final class MonitoringDetectors {
    static final List<Detector> ALL =
            List.of(
                    named(
                            "datadog-token",
                            "Datadog key",
                            List.of("datadog", "dd_api", "dd_app"),
                            "(?:[A-Za-z0-9]{40}|[a-f0-9]{32})",
                            HIGH,
                            "Datadog organisation settings"),
                    token(
                            "dynatrace-token",
                            "Dynatrace API token",
                            "dt0[a-z][0-9]{2}\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{64}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Dynatrace, access tokens"),
                    token(
                            "newrelic-user-key",
                            "New Relic user key",
                            "NRAK-[A-Z0-9]{27}",
                            Checks.SHAPE,
                            CRITICAL,
                            "New Relic, API keys"),
                    named(
                            "newrelic-user-key-lower",
                            "New Relic user key",
                            List.of("new-relic", "newrelic", "new_relic"),
                            "(?i)nrak-[a-z0-9]{27}",
                            CRITICAL,
                            "New Relic, API keys"),
                    named(
                            "newrelic-user-id",
                            "New Relic user id",
                            List.of("new-relic", "newrelic", "new_relic"),
                            "[A-Za-z0-9]{64}",
                            HIGH,
                            "New Relic, API keys"),
                    token(
                            "newrelic-browser-key",
                            "New Relic browser key",
                            "NRJS-[a-f0-9]{19}",
                            Checks.SHAPE,
                            LOW,
                            "New Relic, API keys"),
                    token(
                            "newrelic-insert-key",
                            "New Relic insert key",
                            "NRII-[A-Za-z0-9_-]{32}",
                            Checks.SHAPE,
                            HIGH,
                            "New Relic, API keys"),
                    token(
                            "newrelic-license-key",
                            "New Relic license key",
                            "[a-f0-9]{36}NRAL",
                            Checks.SHAPE,
                            HIGH,
                            "New Relic, API keys"),
                    token(
                            "grafana-service-account-token",
                            "Grafana service account token",
                            "glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Grafana, service accounts"),
                    token(
                            "grafana-cloud-token",
                            "Grafana Cloud token",
                            "glc_[A-Za-z0-9+/]{32,400}={0,3}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Grafana Cloud, access policies"),
                    token(
                            "grafana-api-key",
                            "Grafana API key",
                            "eyJrIjoi[A-Za-z0-9]{70,400}={0,3}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Grafana, API keys"),
                    token(
                            "sentry-org-token",
                            "Sentry organisation token",
                            "sntrys_eyJpYXQiOj[A-Za-z0-9+/]{80,200}={0,2}_[A-Za-z0-9+/]{43}",
                            Checks.SHAPE,
                            HIGH,
                            "Sentry, organisation tokens"),
                    token(
                            "sentry-user-token",
                            "Sentry user token",
                            "sntryu_[a-f0-9]{64}",
                            Checks.SHAPE,
                            HIGH,
                            "Sentry, user auth tokens"),
                    named(
                            "sentry-token",
                            "Sentry access token",
                            List.of("sentry"),
                            "[a-f0-9]{64}",
                            HIGH,
                            "Sentry, auth tokens"),
                    named(
                            "sumologic-access-id",
                            "Sumo Logic access id",
                            List.of("sumo", "sumologic"),
                            "su[A-Za-z0-9]{12}",
                            MEDIUM,
                            "Sumo Logic, access keys"),
                    named(
                            "sumologic-access-key",
                            "Sumo Logic access key",
                            List.of("sumo", "sumologic"),
                            "[A-Za-z0-9]{64}",
                            HIGH,
                            "Sumo Logic, access keys"),
                    named(
                            "splunk-hec-token",
                            "Splunk HEC token",
                            List.of("splunk", "hec_token"),
                            UUID,
                            HIGH,
                            "Splunk, HTTP event collector"),
                    named(
                            "logzio-token",
                            "Logz.io token",
                            List.of("logzio"),
                            "[A-Za-z]{32}",
                            MEDIUM,
                            "Logz.io settings"),
                    named(
                            "loggly-token",
                            "Loggly token",
                            List.of("loggly"),
                            UUID,
                            MEDIUM,
                            "Loggly, customer tokens"),
                    named(
                            "rollbar-token",
                            "Rollbar token",
                            List.of("rollbar"),
                            "[a-f0-9]{32}",
                            MEDIUM,
                            "Rollbar project, access tokens"),
                    named(
                            "bugsnag-key",
                            "Bugsnag key",
                            List.of("bugsnag"),
                            "[a-f0-9]{32}",
                            LOW,
                            "Bugsnag project settings"),
                    named(
                            "honeycomb-key",
                            "Honeycomb key",
                            List.of("honeycomb"),
                            "(?:hcaik_[a-z0-9]{58}|[A-Za-z0-9]{22,32})",
                            HIGH,
                            "Honeycomb, API keys"),
                    token(
                            "honeycomb-ingest-key",
                            "Honeycomb ingest key",
                            "hc[abx]ik_[a-z0-9]{58}",
                            Checks.SHAPE,
                            HIGH,
                            "Honeycomb, API keys"),
                    named(
                            "pagerduty-key",
                            "PagerDuty key",
                            List.of("pagerduty", "pager_duty"),
                            "(?:[a-f0-9]{32}|u\\+[A-Za-z0-9_+-]{18}|[A-Za-z0-9_+-]{20})",
                            HIGH,
                            "PagerDuty, API access keys"),
                    named(
                            "opsgenie-key",
                            "Opsgenie key",
                            List.of("opsgenie"),
                            UUID,
                            HIGH,
                            "Opsgenie, API keys"),
                    token(
                            "elastic-cloud-key",
                            "Elastic Cloud API key",
                            "essu_[A-Za-z0-9+/=]{40,120}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Elastic Cloud, API keys"),
                    token(
                            "posthog-personal-key",
                            "PostHog personal API key",
                            "phx_[A-Za-z0-9]{43,50}",
                            Checks.SHAPE,
                            HIGH,
                            "PostHog, personal API keys"),
                    named(
                            "segment-key",
                            "Segment write key",
                            List.of("segment_write", "segment_key", "segmentio"),
                            "[A-Za-z0-9]{32}",
                            LOW,
                            "Segment sources"),
                    token(
                            "segment-token",
                            "Segment public API token",
                            "sgp_[A-Za-z0-9]{64}",
                            Checks.WEAK_SHAPE,
                            HIGH,
                            "Segment access management"),
                    named(
                            "mixpanel-secret",
                            "Mixpanel secret",
                            List.of("mixpanel"),
                            "[a-f0-9]{32}",
                            MEDIUM,
                            "Mixpanel project settings"),
                    named(
                            "amplitude-key",
                            "Amplitude secret",
                            List.of("amplitude"),
                            "[a-f0-9]{32}",
                            MEDIUM,
                            "Amplitude project settings"),
                    named(
                            "algolia-key",
                            "Algolia API key",
                            List.of("algolia"),
                            "[A-Za-z0-9]{32}",
                            HIGH,
                            "Algolia dashboard, API keys"),
                    named(
                            "keen-key",
                            "Keen key",
                            List.of("keen_"),
                            "[a-f0-9]{64}",
                            LOW,
                            "Keen project"),
                    named(
                            "uptimerobot-key",
                            "UptimeRobot key",
                            List.of("uptimerobot"),
                            "u[0-9]{6,8}-[a-f0-9]{24}",
                            LOW,
                            "UptimeRobot settings"));

    private MonitoringDetectors() {}
}
