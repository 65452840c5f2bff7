package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.LOWER_UUID;
import static io.muster.secret.Detector.UUID;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.namedUuid;
import static io.muster.secret.Detector.token;

import java.util.List;

/// Hosting, delivery networks, and keepers of secrets.
final class HostingDetectors {
    static final List<Detector> ALL =
            List.of(
                    token(
                            "heroku-api-key-v2",
                            "Heroku API key",
                            "HRKU-AA[0-9A-Za-z_-]{58}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Heroku account settings"),
                    namedUuid(
                            "heroku-api-key",
                            "Heroku API key",
                            List.of("heroku"),
                            CRITICAL,
                            "Heroku account settings"),
                    token(
                            "scaleway-access-key",
                            "Scaleway access key id",
                            "SCW[A-HJ-NP-Z0-9]{17}",
                            Checks.WEAK_SHAPE,
                            LOW,
                            "Scaleway console, API keys"),
                    named(
                            "scaleway-secret-key",
                            "Scaleway secret key",
                            List.of("scw_secret", "scaleway"),
                            UUID,
                            CRITICAL,
                            "Scaleway console, API keys"),
                    named(
                            "linode-api-token",
                            "Linode API token",
                            List.of("linode"),
                            "[0-9a-f]{64}",
                            CRITICAL,
                            "Cloud Manager, API tokens"),
                    named(
                            "hetzner-token",
                            "Hetzner Cloud token",
                            List.of("hcloud", "hetzner"),
                            "[A-Za-z0-9]{64}",
                            CRITICAL,
                            "Hetzner console, security"),
                    named(
                            "vultr-api-key",
                            "Vultr API key",
                            List.of("vultr"),
                            "[A-Z0-9]{36}",
                            CRITICAL,
                            "Vultr account, API"),
                    named(
                            "ovh-application-secret",
                            "OVH application secret",
                            List.of("ovh_app", "ovh_application", "ovh_consumer", "ovhapp"),
                            "[A-Za-z0-9]{32}",
                            CRITICAL,
                            "OVH API console"),
                    token(
                            "tencent-secret-id",
                            "Tencent Cloud secret id",
                            "AKID[A-Za-z0-9]{32}",
                            Checks.WEAK_SHAPE,
                            MEDIUM,
                            "Tencent Cloud console, access keys"),
                    named(
                            "tencent-secret-key",
                            "Tencent Cloud secret key",
                            List.of("tencent", "qcloud"),
                            "[A-Za-z0-9]{32}",
                            CRITICAL,
                            "Tencent Cloud console, access keys"),
                    token(
                            "ibm-cloud-api-key",
                            "IBM Cloud API key",
                            "ApiKey-" + LOWER_UUID,
                            Checks.SHAPE,
                            CRITICAL,
                            "IBM Cloud IAM, API keys"),
                    named(
                            "ibm-cloud-iam-key",
                            "IBM Cloud IAM key",
                            List.of("ibm_cloud", "ibmcloud", "ibm-cloud", "bluemix"),
                            "[A-Za-z0-9_-]{44}",
                            CRITICAL,
                            "IBM Cloud IAM, API keys"),
                    token(
                            "yandex-iam-token",
                            "Yandex Cloud IAM token",
                            "t1\\.[A-Za-z0-9_-]{10,300}={0,2}\\.[A-Za-z0-9_-]{60,120}={0,2}",
                            Checks.SHAPE,
                            HIGH,
                            "it ends by itself within 12 hours"),
                    token(
                            "yandex-api-key",
                            "Yandex Cloud API key",
                            "AQVN[A-Za-z0-9_-]{35,38}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Yandex Cloud console, service account"),
                    named(
                            "yandex-access-token",
                            "Yandex token",
                            List.of("yandex"),
                            "(?:t1\\.[A-Z0-9a-z_=.-]{40,600}|AQVN[A-Za-z0-9_-]{35,38}"
                                    + "|YC[a-zA-Z0-9_-]{38}|y0_[A-Za-z0-9_-]{50,70})",
                            CRITICAL,
                            "Yandex Cloud console"),
                    named(
                            "cloudflare-api-key",
                            "Cloudflare API token",
                            List.of("cloudflare"),
                            "[A-Za-z0-9_-]{40}",
                            CRITICAL,
                            "Cloudflare dashboard, API tokens"),
                    named(
                            "cloudflare-global-api-key",
                            "Cloudflare global API key",
                            List.of("cloudflare", "cf_api"),
                            "[a-f0-9]{37}",
                            CRITICAL,
                            "Cloudflare dashboard, API keys"),
                    token(
                            "cloudflare-origin-ca-key",
                            "Cloudflare origin CA key",
                            "v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Cloudflare dashboard, API keys"),
                    token(
                            "cloudflare-scannable-token",
                            "Cloudflare token",
                            "cf(?:ut|at|k)_[A-Za-z0-9]{40,60}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Cloudflare dashboard, API tokens"),
                    named(
                            "fastly-api-token",
                            "Fastly API token",
                            List.of("fastly"),
                            "[A-Za-z0-9_=-]{32}",
                            CRITICAL,
                            "Fastly account, API tokens"),
                    named(
                            "netlify-access-token",
                            "Netlify access token",
                            List.of("netlify"),
                            "[A-Za-z0-9_=-]{40,46}",
                            HIGH,
                            "Netlify user settings, applications"),
                    token(
                            "netlify-token",
                            "Netlify personal access token",
                            "nfp_[A-Za-z0-9]{36}",
                            Checks.SHAPE,
                            HIGH,
                            "Netlify user settings, applications"),
                    token(
                            "vercel-token",
                            "Vercel token",
                            "vc[iparck]_[A-Za-z0-9]{24,60}",
                            Checks.WEAK_SHAPE,
                            HIGH,
                            "Vercel account, tokens"),
                    named(
                            "vercel-api-token",
                            "Vercel API token",
                            List.of("vercel"),
                            "[A-Za-z0-9]{24}",
                            HIGH,
                            "Vercel account, tokens"),
                    token(
                            "flyio-token",
                            "Fly.io access token",
                            "(?:fo1_[A-Za-z0-9_-]{43}|fm1[ar]_[A-Za-z0-9+/]{60,2000}="
                                    + "{0,3}|fm2_[A-Za-z0-9+/]{60,2000}={0,3})",
                            Checks.SHAPE,
                            CRITICAL,
                            "fly tokens revoke"),
                    token(
                            "render-api-key",
                            "Render API key",
                            "rnd_[A-Za-z0-9]{28,40}",
                            Checks.SHAPE,
                            HIGH,
                            "Render account settings"),
                    named(
                            "railway-token",
                            "Railway token",
                            List.of("railway"),
                            UUID,
                            HIGH,
                            "Railway project settings, tokens"),
                    token(
                            "scalingo-api-token",
                            "Scalingo API token",
                            "tk-us-[A-Za-z0-9_-]{48}",
                            Checks.SHAPE,
                            HIGH,
                            "Scalingo dashboard, tokens"),
                    token(
                            "openshift-user-token",
                            "OpenShift user token",
                            "sha256~[A-Za-z0-9_-]{43}",
                            Checks.SHAPE,
                            CRITICAL,
                            "oc delete oauthaccesstoken"),
                    token(
                            "planetscale-token",
                            "PlanetScale token or password",
                            "pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_=.-]{32,64}",
                            Checks.SHAPE,
                            CRITICAL,
                            "PlanetScale settings, service tokens"),
                    token(
                            "doppler-token",
                            "Doppler token",
                            "dp\\.(?:pt|st|sa|ct|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\."
                                    + ")?[A-Za-z0-9]{40,44}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Doppler dashboard, tokens"),
                    token(
                            "vault-service-token",
                            "Vault service token",
                            "hvs\\.[A-Za-z0-9_-]{24,300}",
                            Checks.SHAPE,
                            CRITICAL,
                            "vault token revoke"),
                    token(
                            "vault-batch-token",
                            "Vault batch token",
                            "hvb\\.[A-Za-z0-9_-]{100,300}",
                            Checks.SHAPE,
                            HIGH,
                            "a batch token cannot be revoked alone: revoke its parent or wait"),
                    token(
                            "vault-recovery-token",
                            "Vault recovery token",
                            "hvr\\.[A-Za-z0-9_-]{24,300}",
                            Checks.SHAPE,
                            CRITICAL,
                            "vault operator generate-root -cancel"),
                    named(
                            "vault-token",
                            "Vault or OpenBao token",
                            List.of("vault_token", "vault-token", "vaulttoken", "bao_token"),
                            "[sbr]\\.[A-Za-z0-9]{24,300}",
                            CRITICAL,
                            "vault token revoke"),
                    token(
                            "terraform-cloud-token",
                            "Terraform Cloud token",
                            "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}",
                            Checks.SHAPE,
                            CRITICAL,
                            "HCP Terraform, tokens"),
                    token(
                            "pulumi-token",
                            "Pulumi access token",
                            "pul-[a-f0-9]{40}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Pulumi Cloud, access tokens"),
                    token(
                            "infracost-token",
                            "Infracost API key",
                            "ico-[A-Za-z0-9]{32}",
                            Checks.SHAPE,
                            LOW,
                            "Infracost organisation settings"),
                    token(
                            "defined-networking-key",
                            "Defined Networking key",
                            "dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}",
                            Checks.SHAPE,
                            HIGH,
                            "Defined Networking admin, keys"),
                    token(
                            "tailscale-key",
                            "Tailscale key",
                            "tskey-(?:auth|api|client|scim|webhook)?-?[A-Za-z0-9]{8,2"
                                    + "0}-[A-Za-z0-9]{20,50}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Tailscale admin console, keys"),
                    token(
                            "onepassword-service-account",
                            "1Password service account token",
                            "ops_eyJ[A-Za-z0-9+/_-]{250,4000}={0,3}",
                            Checks.SHAPE,
                            CRITICAL,
                            "1Password, service accounts"),
                    token(
                            "onepassword-secret-key",
                            "1Password secret key",
                            "A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-"
                                    + "[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}",
                            Checks.WEAK_SHAPE,
                            CRITICAL,
                            "1Password, regenerate the secret key"));

    private HostingDetectors() {}
}
