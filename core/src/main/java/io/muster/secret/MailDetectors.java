package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.secret.Detector.UUID;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.token;

import java.util.List;

/// Mail and telephony.
final class MailDetectors {
    static final List<Detector> ALL =
            List.of(
                    token(
                            "sendgrid-key",
                            "SendGrid API key",
                            "SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}",
                            Checks.SHAPE,
                            CRITICAL,
                            "SendGrid settings, API keys"),
                    named(
                            "sendgrid-token",
                            "SendGrid API token",
                            List.of("sendgrid"),
                            "SG\\.[A-Za-z0-9=_.-]{66}",
                            CRITICAL,
                            "SendGrid settings, API keys"),
                    token(
                            "brevo-key",
                            "Brevo (Sendinblue) API key",
                            "xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Brevo, SMTP and API"),
                    token(
                            "brevo-smtp-key",
                            "Brevo (Sendinblue) SMTP key",
                            "xsmtpsib-[a-f0-9]{64}-[A-Za-z0-9]{16}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Brevo, SMTP and API"),
                    token(
                            "mailgun-key",
                            "Mailgun private key",
                            "key-[a-f0-9]{32}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Mailgun control panel"),
                    named(
                            "mailgun-validation-key",
                            "Mailgun public validation key",
                            List.of("mailgun"),
                            "pubkey-[a-f0-9]{32}",
                            LOW,
                            "Mailgun control panel"),
                    named(
                            "mailgun-signing-key",
                            "Mailgun signing key",
                            List.of("mailgun"),
                            "[A-Za-z0-9]{32}-[A-Za-z0-9]{8}-[A-Za-z0-9]{8}",
                            HIGH,
                            "Mailgun control panel"),
                    named(
                            "mailchimp-key",
                            "Mailchimp API key",
                            List.of("mailchimp"),
                            "[a-f0-9]{32}-us[0-9]{1,2}",
                            CRITICAL,
                            "Mailchimp, API keys"),
                    token(
                            "mailchimp-token",
                            "Mailchimp API key",
                            "[a-f0-9]{32}-us[0-9]{1,2}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Mailchimp, API keys"),
                    named(
                            "mandrill-key",
                            "Mandrill API key",
                            List.of("mandrill"),
                            "(?:md-)?[A-Za-z0-9_-]{22}",
                            CRITICAL,
                            "Mandrill settings"),
                    named(
                            "postmark-token",
                            "Postmark server token",
                            List.of("postmark"),
                            UUID,
                            CRITICAL,
                            "Postmark server, API tokens"),
                    named(
                            "mailjet-secret",
                            "Mailjet secret key",
                            List.of("mailjet"),
                            "[a-f0-9]{32}",
                            CRITICAL,
                            "Mailjet account, API keys"),
                    token(
                            "resend-key",
                            "Resend API key",
                            "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Resend, API keys"),
                    token(
                            "twilio-key",
                            "Twilio API key",
                            "SK[0-9a-f]{32}",
                            Checks.WEAK_SHAPE,
                            HIGH,
                            "Twilio console, API keys"),
                    named(
                            "twilio-auth-token",
                            "Twilio auth token",
                            List.of("twilio"),
                            "[0-9a-f]{32}",
                            CRITICAL,
                            "Twilio console, rotate the auth token"),
                    named(
                            "messagebird-token",
                            "MessageBird token",
                            List.of("messagebird", "message-bird", "message_bird"),
                            "[A-Za-z0-9]{25}",
                            HIGH,
                            "MessageBird dashboard"),
                    named(
                            "messagebird-client-id",
                            "MessageBird client id",
                            List.of("messagebird", "message-bird", "message_bird"),
                            UUID,
                            LOW,
                            "MessageBird dashboard"),
                    named(
                            "vonage-secret",
                            "Vonage (Nexmo) secret",
                            List.of("nexmo", "vonage"),
                            "[A-Za-z0-9]{16}",
                            HIGH,
                            "Vonage dashboard"),
                    named(
                            "sendbird-token",
                            "Sendbird access token",
                            List.of("sendbird"),
                            "[a-f0-9]{40}",
                            HIGH,
                            "Sendbird dashboard"),
                    named(
                            "sendbird-id",
                            "Sendbird access id",
                            List.of("sendbird"),
                            UUID,
                            LOW,
                            "Sendbird dashboard"));

    private MailDetectors() {}
}
