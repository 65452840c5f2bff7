package io.muster.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.alerts.Channel.Undelivered;
import io.muster.channels.SmtpChannel.Security;
import io.muster.testing.OtherSide;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mail, to a server that somebody else wrote.
class SmtpChannelTest extends OtherSides {
    @ParameterizedTest
    @EnumSource
    void aMailServerTakesItOverTlsWithAPasswordAndInTheClearWithout(Security security)
            throws Exception {
        try (OtherSide server = mail(security)) {
            mailTo(server, security, trusted(), "sesame")
                    .send(notice("pay@example.com", "pay.example"));
            assertThat(received(0))
                    .contains("To-Envelope: pay@example.com")
                    .contains("Message-ID: <m1@example.com>")
                    .contains("From: muster@example.com")
                    .contains("To: pay@example.com")
                    .contains("Subject: [Muster] high: pay.example ends soon")
                    .contains("Auto-Submitted: auto-generated")
                    .contains("Date: Sun, 22 Nov 2026")
                    .contains("What to do: Renew it.");
        }
    }

    @Test
    void aNameFromACertificateMakesNoHeaderAndNoSecondReceiver() throws Exception {
        try (OtherSide server = mail(Security.NONE)) {
            mailTo(server, Security.NONE, trusted(), "")
                    .send(notice("pay@example.com", "pay\r\nBcc: all@example.com\r\n\r\nHello"));
            assertThat(received(0)).contains("To-Envelope: pay@example.com\n");
            assertThat(received(0).replace("\r", "").split("\n\n", 2)[0]).doesNotContain("\nBcc:");
        }
    }

    @Test
    void aMailServerThatRefusesIsQuoted() throws Exception {
        try (OtherSide server = mail(Security.NONE)) {
            assertThatThrownBy(() ->
                            mailTo(server, Security.NONE, trusted(), "")
                                    .send(notice("nobody@example.com", "x")))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining("550 no such user");
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() throws Exception {
        try (OtherSide server = mail(Security.STARTTLS)) {
            assertThatThrownBy(() ->
                            mailTo(server, Security.STARTTLS, trusted(), "hunter2")
                                    .send(notice("a@example.com", "x")))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining("535")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aMailServerThatNobodyVouchesForGetsNothing(Security security) throws Exception {
        try (OtherSide server = mail(security)) {
            assertThatThrownBy(() ->
                            mailTo(server, security, new Trust(Optional.empty()), "sesame")
                                    .send(notice("a@example.com", "x")))
                    .isInstanceOf(Undelivered.class);
            assertThat(box).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aMailServerWithAnotherNameInItsCertificateGetsNothing(Security security) throws Exception {
        try (OtherSide server = mail(security)) {
            SmtpChannel channel = mailTo("127.0.0.1", server.port, security, trusted(), "sesame");
            assertThatThrownBy(() -> channel.send(notice("a@example.com", "x")))
                    .isInstanceOf(Undelivered.class);
            assertThat(box).isEmptyDirectory();
        }
    }

    @Test
    void whereStarttlsIsNotOfferedNothingIsSent() throws Exception {
        try (OtherSide server = mail(Security.NONE)) {
            assertThatThrownBy(() ->
                            mailTo(server, Security.STARTTLS, trusted(), "sesame")
                                    .send(notice("a@example.com", "x")))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining("STARTTLS");
        }
    }

    @Test
    void ownersHearOfTheirsAndTheFallbackOfTheRest() throws Exception {
        SmtpChannel channel = mailTo("mail", 25, Security.NONE, trusted(), "");
        assertThat(channel.receivers(List.of("pay@example.com", "#payments")))
                .containsExactly("all@example.com", "pay@example.com");
        assertThat(channel.receivers(List.of("#payments")))
                .containsExactly("all@example.com", "security@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#payments",
                "a@b\r\nBcc: c@d",
                "a@b, c@d",
                "Anna <a@b.example>",
                "a@",
                "@b",
                "a b@c",
                "a@b@c",
                "group: a@b;",
                "\"a\"@b",
                ""
            })
    void whatIsNotOneMailAddressIsNone(String text) {
        assertThat(SmtpChannel.address(text)).isEmpty();
    }
}
