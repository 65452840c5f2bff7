package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.LOWER_UUID;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.namedUuid;
import static io.muster.secret.Detector.token;
import static io.muster.secret.Detector.within;

import java.util.List;

/// Chat and social media.
final class MessagingDetectors {
    static final List<Detector> ALL =
            List.of(
                    token(
                            "slack-bot-token",
                            "Slack bot token",
                            "xoxb-[0-9]{9,14}-[A-Za-z0-9-]{10,70}",
                            Checks.SLACK,
                            CRITICAL,
                            "Slack app settings, or auth.revoke"),
                    token(
                            "slack-user-token",
                            "Slack user token",
                            "xox[pa]-(?:2-)?(?:[0-9]{8,14}-){3}[A-Za-z0-9-]{10,70}",
                            Checks.SLACK,
                            CRITICAL,
                            "Slack app settings, or auth.revoke"),
                    token(
                            "slack-legacy-token",
                            "Slack legacy token",
                            "xox[sopar]-(?:[0-9]{1,14}-){2,3}[0-9A-Fa-f]{8,64}",
                            Checks.SLACK,
                            HIGH,
                            "Slack, legacy tokens"),
                    token(
                            "slack-legacy-bot-token",
                            "Slack legacy bot token",
                            "xoxb-[0-9]{8,14}-[A-Za-z0-9]{18,26}",
                            Checks.SLACK,
                            HIGH,
                            "Slack, legacy tokens"),
                    token(
                            "slack-workspace-token",
                            "Slack legacy workspace token",
                            "xox[ar]-(?:[0-9]-)?[0-9A-Za-z]{8,48}",
                            Checks.SLACK,
                            HIGH,
                            "Slack, legacy tokens"),
                    token(
                            "slack-cookie",
                            "Slack session cookie",
                            "xox[dc]-[A-Za-z0-9%/+-]{60,300}",
                            Checks.WEAK_SHAPE,
                            CRITICAL,
                            "sign out of all sessions"),
                    token(
                            "slack-app-token",
                            "Slack app-level token",
                            "(?i)xapp-[0-9]-[A-Z0-9]{6,16}-[0-9]{6,16}-[a-z0-9]{40,80}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Slack app settings"),
                    token(
                            "slack-config-token",
                            "Slack configuration token",
                            "(?i)xoxe\\.xox[bp]-[0-9]-[A-Z0-9]{120,200}",
                            Checks.SHAPE,
                            HIGH,
                            "Slack app settings"),
                    token(
                            "slack-config-refresh-token",
                            "Slack configuration refresh token",
                            "(?i)xoxe-[0-9]-[A-Z0-9]{120,200}",
                            Checks.SHAPE,
                            HIGH,
                            "Slack app settings"),
                    token(
                            "slack-file-token",
                            "Slack file access token",
                            "xoxe-(?:[0-9]{8,14}-){3}[0-9a-f]{32}",
                            Checks.SLACK,
                            HIGH,
                            "sign out of the workspace, or delete the export"),
                    within(
                            "slack-webhook",
                            "Slack incoming webhook",
                            "hooks\\.slack\\.com/(?:services|workflows|triggers)/([A-"
                                    + "Za-z0-9/+_-]{43,90})",
                            Checks.SHAPE,
                            MEDIUM,
                            "Slack app settings, incoming webhooks"),
                    within(
                            "microsoft-teams-webhook",
                            "Microsoft Teams webhook",
                            "webhook\\.office\\.com/webhookb2/([A-Za-z0-9@-]{60,90}/I"
                                    + "ncomingWebhook/[A-Za-z0-9]{32}/[A-Za-z0-9-]{36})",
                            Checks.SHAPE,
                            MEDIUM,
                            "Teams channel, connectors"),
                    within(
                            "discord-webhook",
                            "Discord webhook",
                            "discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/([0-"
                                    + "9]{17,20}/[A-Za-z0-9_-]{60,72})",
                            Checks.SHAPE,
                            MEDIUM,
                            "Discord channel, integrations"),
                    named(
                            "discord-api-token",
                            "Discord API token",
                            List.of("discord"),
                            "[a-f0-9]{64}",
                            HIGH,
                            "Discord developer portal"),
                    named(
                            "discord-client-secret",
                            "Discord client secret",
                            List.of("discord"),
                            "[A-Za-z0-9_=-]{32}",
                            HIGH,
                            "Discord developer portal"),
                    named(
                            "discord-client-id",
                            "Discord client id",
                            List.of("discord"),
                            "[0-9]{18,19}",
                            LOW,
                            "a client id is public"),
                    named(
                            "discord-bot-token",
                            "Discord bot token",
                            List.of("discord", "bot_token", "bottoken"),
                            "[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,38}",
                            CRITICAL,
                            "Discord developer portal, bot"),
                    token(
                            "telegram-bot-token",
                            "Telegram bot token",
                            "[0-9]{8,10}:AA[A-Za-z0-9_-]{33}",
                            Checks.SHAPE,
                            HIGH,
                            "BotFather, /revoke"),
                    named(
                            "telegram-token",
                            "Telegram bot token",
                            List.of("telegr"),
                            "[0-9]{5,16}:A[A-Za-z0-9_-]{34}",
                            HIGH,
                            "BotFather, /revoke"),
                    named(
                            "facebook-secret",
                            "Facebook app secret",
                            List.of("facebook"),
                            "[a-f0-9]{32}",
                            HIGH,
                            "Meta for developers, app settings"),
                    token(
                            "facebook-page-token",
                            "Facebook page or user token",
                            "EAA[MC][A-Za-z0-9]{100,500}",
                            Checks.SHAPE,
                            HIGH,
                            "Meta for developers, access tokens"),
                    named(
                            "facebook-access-token",
                            "Facebook app access token",
                            List.of("facebook", "fb_access"),
                            "[0-9]{15,16}(?:\\||%)[A-Za-z0-9_-]{27,40}",
                            HIGH,
                            "Meta for developers, access tokens"),
                    token(
                            "instagram-token",
                            "Instagram access token",
                            "IGQV[A-Za-z0-9_-]{100,300}",
                            Checks.SHAPE,
                            HIGH,
                            "Meta for developers, access tokens"),
                    named(
                            "twitter-api-key",
                            "Twitter API key",
                            List.of("twitter"),
                            "[A-Za-z0-9]{25}",
                            HIGH,
                            "X developer portal"),
                    named(
                            "twitter-api-secret",
                            "Twitter API secret",
                            List.of("twitter"),
                            "[A-Za-z0-9]{50}",
                            HIGH,
                            "X developer portal"),
                    named(
                            "twitter-access-token",
                            "Twitter access token",
                            List.of("twitter"),
                            "[0-9]{15,25}-[A-Za-z0-9]{20,40}",
                            HIGH,
                            "X developer portal"),
                    named(
                            "twitter-access-secret",
                            "Twitter access secret",
                            List.of("twitter"),
                            "[A-Za-z0-9]{45}",
                            HIGH,
                            "X developer portal"),
                    named(
                            "twitter-bearer-token",
                            "Twitter bearer token",
                            List.of("twitter"),
                            "A{22}[A-Za-z0-9%]{80,100}",
                            HIGH,
                            "X developer portal"),
                    token(
                            "twitter-bearer",
                            "Twitter bearer token",
                            "A{22}[A-Za-z0-9%]{80,100}",
                            Checks.TWITTER,
                            HIGH,
                            "X developer portal"),
                    named(
                            "linkedin-client-secret",
                            "LinkedIn client secret",
                            List.of("linkedin", "linked_in", "linked-in"),
                            "(?:WPL_AP1\\.[A-Za-z0-9]{16}\\.[A-Za-z0-9+/=]{4,12}|[A-Za-z0-9]{16})",
                            HIGH,
                            "LinkedIn developers"),
                    named(
                            "linkedin-client-id",
                            "LinkedIn client id",
                            List.of("linkedin", "linked_in", "linked-in"),
                            "[A-Za-z0-9]{14}",
                            LOW,
                            "LinkedIn developers"),
                    named(
                            "twitch-token",
                            "Twitch API token",
                            List.of("twitch"),
                            "[A-Za-z0-9]{30}",
                            HIGH,
                            "Twitch developer console"),
                    named(
                            "mattermost-token",
                            "Mattermost access token",
                            List.of("mattermost"),
                            "[A-Za-z0-9]{26}",
                            HIGH,
                            "Mattermost, personal access tokens"),
                    named(
                            "line-channel-secret",
                            "LINE channel secret",
                            List.of("line_channel"),
                            "[a-f0-9]{32}",
                            HIGH,
                            "LINE developers console"),
                    named(
                            "intercom-token",
                            "Intercom access token",
                            List.of("intercom"),
                            "(?:dG9rO[A-Za-z0-9+/=_-]{50,60}|[A-Za-z0-9=_-]{60})",
                            HIGH,
                            "Intercom developer hub"),
                    named(
                            "zendesk-secret",
                            "Zendesk secret key",
                            List.of("zendesk"),
                            "[A-Za-z0-9]{40}",
                            HIGH,
                            "Zendesk admin center, API"),
                    named(
                            "freshdesk-key",
                            "Freshdesk API key",
                            List.of("freshdesk", "freshservice"),
                            "[A-Za-z0-9]{20}",
                            HIGH,
                            "Freshdesk profile"),
                    namedUuid(
                            "hubspot-key",
                            "HubSpot API key",
                            List.of("hubspot"),
                            HIGH,
                            "HubSpot, integrations"),
                    token(
                            "hubspot-private-app-token",
                            "HubSpot private app token",
                            "pat-(?:na|eu|ap)[0-9]-" + LOWER_UUID,
                            Checks.SHAPE,
                            CRITICAL,
                            "HubSpot, private apps"),
                    token(
                            "typeform-token",
                            "Typeform API token",
                            "tfp_[A-Za-z0-9_.=-]{40,65}",
                            Checks.SHAPE,
                            HIGH,
                            "Typeform, personal tokens"),
                    named(
                            "typeform-legacy",
                            "Typeform token",
                            List.of("typeform"),
                            "tfp_[A-Za-z0-9_.=-]{59}",
                            HIGH,
                            "Typeform, personal tokens"),
                    named(
                            "beamer-token",
                            "Beamer token",
                            List.of("beamer"),
                            "b_[A-Za-z0-9=_-]{44}",
                            MEDIUM,
                            "Beamer settings"),
                    named(
                            "pushover-token",
                            "Pushover token",
                            List.of("pushover"),
                            "[A-Za-z0-9]{30}",
                            LOW,
                            "Pushover dashboard"),
                    named(
                            "pusher-secret",
                            "Pusher secret",
                            List.of("pusher"),
                            "[a-f0-9]{20}",
                            HIGH,
                            "Pusher dashboard"),
                    named(
                            "onesignal-key",
                            "OneSignal REST key",
                            List.of("onesignal"),
                            "(?:os_v2_[a-z]{3}_[a-z2-7]{40,110}|[A-Za-z0-9]{48})",
                            HIGH,
                            "OneSignal settings"),
                    named(
                            "nylas-key",
                            "Nylas API key",
                            List.of("nylas"),
                            "nyk_v0_[A-Za-z0-9]{40,80}",
                            HIGH,
                            "Nylas dashboard"),
                    within(
                            "zapier-webhook",
                            "Zapier catch hook",
                            "hooks\\.zapier\\.com/hooks/catch/([0-9]{4,12}/[a-z0-9]{5,12})",
                            Checks.WEAK_SHAPE,
                            LOW,
                            "Zapier, the zap of the hook"));

    private MessagingDetectors() {}
}
