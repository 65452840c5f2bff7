package io.muster.channels;

import io.muster.alerts.Channel;
import io.muster.channels.Reach.Connection;
import io.muster.channels.Reach.Inside;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Mail (RFC 5321), over TLS whose certificate is checked, unless the configuration says that there
/// is none.
public record SmtpChannel(
        String name, Server server, String from, Receivers whom, Trust trust, Reach reach)
        implements Channel {
    /// No name, no comment, no group: what a header could be smuggled in with.
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>,;:\"\\\\()\\[\\]\\p{Cntrl}@]+@[^\\s<>,;:@\\p{Cntrl}]+");

    /// @param security how the connection is made private
    /// @param login empty: nobody asks who sends
    public record Server(String host, int port, Security security, Optional<Login> login) {}

    /// How a connection is made private.
    public enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    /// Who sends.
    public record Login(String user, SecretFile password) {}

    /// @param all who hear everything
    /// @param fallback who hear of what has no owner whom mail reaches
    /// @param owners whether owners hear of theirs
    public record Receivers(Set<String> all, Set<String> fallback, Owners owners) {
        public Receivers {
            all = Set.copyOf(all);
            fallback = Set.copyOf(fallback);
        }
    }

    /// Whether owners hear of what is theirs.
    public enum Owners {
        TOLD,
        NOT_TOLD
    }

    @Override
    public String kind() {
        return "smtp";
    }

    @Override
    public String destination() {
        return server.host() + ":" + server.port();
    }

    /// Contacts that are mail addresses; others, such as the name of a chat room, are not for us.
    @Override
    public Set<String> receivers(List<String> contacts) {
        Set<String> receivers = new TreeSet<>(whom.all());
        boolean reached = whom.owners() == Owners.NOT_TOLD;
        if (whom.owners() == Owners.TOLD) {
            for (String contact : contacts) {
                Optional<String> address = address(contact);
                address.ifPresent(receivers::add);
                reached |= address.isPresent();
            }
        }
        if (!reached) {
            receivers.addAll(whom.fallback());
        }
        return receivers;
    }

    /// The mail address that `text` is, if it is one and nothing else.
    public static Optional<String> address(String text) {
        String one = text.strip();
        if (one.length() > 254 || !ADDRESS.matcher(one).matches()) {
            return Optional.empty();
        }
        try {
            new InternetAddress(one, true).validate();
            return Optional.of(one);
        } catch (AddressException _) {
            return Optional.empty();
        }
    }

    @Override
    public void send(Notice notice) throws Undelivered {
        String to =
                address(notice.receiver())
                        .orElseThrow(() ->
                                new Undelivered("'" + notice.receiver() + "' is no mail address"));
        Properties properties = properties();
        Session session = Session.getInstance(properties);
        try (Connection plain = reach.connect(server.host(), server.port(), Inside.BY_NAME);
                Connection line =
                        server.security() == Security.TLS
                                ? plain.secured(trust.context(), server.host())
                                : plain;
                SMTPTransport transport = new SMTPTransport(session, login())) {
            transport.connect(line.socket());
            Message message = message(session, notice, to);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException | IOException e) {
            throw new Undelivered("%s did not take it: %s".formatted(destination(), reason(e)), e);
        }
    }

    /// The last in the chain says what really happened.
    private static String reason(Exception e) {
        Throwable last = e;
        for (int i = 0; i < 8 && last.getCause() != null; i++) {
            last = last.getCause();
        }
        String message = String.valueOf(last.getMessage()).replaceAll("\\s+", " ").strip();
        return message.substring(0, Math.min(300, message.length()));
    }

    private URLName login() throws Undelivered {
        if (server.login().isEmpty()) {
            return new URLName("smtp", server.host(), server.port(), null, null, null);
        }
        Login login = server.login().get();
        return new URLName(
                "smtp", server.host(), server.port(), null, login.user(), login.password().read());
    }

    private Properties properties() throws Undelivered {
        Properties properties = new Properties();
        properties.put("mail.smtp.timeout", "20000");
        properties.put("mail.smtp.writetimeout", "20000");
        properties.put("mail.smtp.auth", server.login().isPresent() ? "true" : "false");
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.quitwait", "false");
        if (server.security() == Security.STARTTLS) {
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
            properties.put("mail.smtp.ssl.checkserveridentity", "true");
            properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
            properties.put("mail.smtp.ssl.socketFactory", trust.context().getSocketFactory());
        }
        return properties;
    }

    private static MimeMultipart parts(Notice notice) throws MessagingException {
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText(notice.words().text(), "UTF-8");
        parts.addBodyPart(text);
        for (Enclosure it : notice.enclosed()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(
                    new DataHandler(
                            new ByteArrayDataSource(it.content().toArray(), it.mediaType())));
            part.setFileName(it.name());
            part.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(part);
        }
        return parts;
    }

    private Message message(Session session, Notice notice, String to) throws MessagingException {
        String domain = from.substring(from.lastIndexOf('@') + 1);
        MimeMessage message =
                new MimeMessage(session) {
                    // The same each time it is sent.
                    @Override
                    protected void updateMessageID() throws MessagingException {
                        setHeader("Message-ID", "<" + notice.id() + "@" + domain + ">");
                    }
                };
        message.setFrom(new InternetAddress(from, true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(notice.words().subject(), "UTF-8");
        message.setSentDate(Date.from(notice.at()));
        // RFC 3834: nobody's machine answers.
        message.setHeader("Auto-Submitted", "auto-generated");
        if (notice.enclosed().isEmpty()) {
            message.setText(notice.words().text(), "UTF-8");
        } else {
            message.setContent(parts(notice));
        }
        message.saveChanges();
        return message;
    }
}
