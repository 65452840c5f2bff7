package io.muster.discovery.content;

import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.ssh.AuthorizedKeys;
import io.muster.ssh.KnownHosts;
import io.muster.ssh.PublicKeyLine;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines with SSH public keys: authorized_keys, known_hosts, `.pub` files and certificates, and
/// keys that stand in other text.
///
/// Which of them a file is follows from how most of its lines read. One thing its lines cannot
/// tell: bare keys are what may log in when the file is called `authorized_keys`, and else just
/// keys.
final class SshFormat implements TextFormat {
    private static final Pattern KEY =
            Pattern.compile(
                    "[a-z][a-z0-9@.-]{2,48} AAAA[A-Za-z0-9+/=]{16,16384}"
                            + "(?: [A-Za-z0-9_.@+-]{1,128})?");

    /// How many keys in other text are read.
    private static final int EMBEDDED_MAX = 10_000;

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.SSH_LINE);
    }

    @Override
    public void read(Text text, Finds finds) {
        Bytes all = text.all();
        List<AuthorizedKeys.Line> authorized = AuthorizedKeys.parse(all);
        List<KnownHosts.Line> known = KnownHosts.parse(all);
        long keys = authorized.stream().filter(AuthorizedKeys.Entry.class::isInstance).count();
        long hosts = known.stream().filter(SshFormat::namesHost).count();
        if (hosts > keys && 2 * hosts >= known.size()) {
            known.forEach(it -> knownHost(it, finds));
        } else if (keys > 0 && 2 * keys >= authorized.size()) {
            boolean login =
                    LoginAccount.isNamedSo(finds.place())
                            || authorized.stream().anyMatch(SshFormat::hasOptions);
            authorized.forEach(it -> authorizedKey(it, login, finds));
        } else {
            embedded(text, finds);
        }
    }

    /// A dash before a key is an item of a list, not a host.
    private static boolean namesHost(KnownHosts.Line line) {
        return line instanceof KnownHosts.Entry entry
                && !entry.facts().list("hosts").equals(List.of("-"));
    }

    private static boolean hasOptions(AuthorizedKeys.Line line) {
        return line instanceof AuthorizedKeys.Entry entry && !entry.options().options().isEmpty();
    }

    private static void knownHost(KnownHosts.Line line, Finds finds) {
        switch (line) {
            case KnownHosts.Entry entry -> {
                boolean revoked =
                        entry.marker().filter(KnownHosts.Marker.REVOKED::equals).isPresent();
                Facts facts = entry.facts().with("format", "known_hosts");
                finds.sighted(
                        entry.blob().credential(), revoked ? Role.REVOKED : Role.TRUSTED, facts);
            }
            case KnownHosts.Refused(long number, String reason) ->
                    finds.unreadable(Facts.of("line", number), reason);
        }
    }

    private static void authorizedKey(AuthorizedKeys.Line line, boolean login, Finds finds) {
        switch (line) {
            case AuthorizedKeys.Entry entry -> {
                if (login) {
                    login(entry, finds);
                } else {
                    finds.sighted(
                            entry.blob().credential(),
                            Role.STORED,
                            entry.facts().with("format", "OpenSSH"));
                }
            }
            // A certificate's line is no line of authorized_keys; a file of its own it may be.
            case AuthorizedKeys.Refused(long number, String reason) ->
                    finds.unreadable(Facts.of("line", number), reason);
        }
    }

    private static void login(AuthorizedKeys.Entry entry, Finds finds) {
        LoginAccount account = LoginAccount.of(finds.content());
        Credential credential = entry.blob().credential();
        Facts facts =
                entry.facts().with("format", "authorized_keys").with("root", account.isRoot());
        Facts named = account.name().isEmpty() ? facts : facts.with("account", account.name());
        finds.sighted(credential, Role.AUTHORIZED, named);
        finds.granted(
                new Grant(
                        credential.id(),
                        "login",
                        account.atHost(),
                        entry.options().facts(),
                        finds.place()));
    }

    private static void embedded(Text text, Finds finds) {
        String characters = text.latin1(0, text.length());
        Matcher matcher = KEY.matcher(characters);
        int counted = 0;
        long line = text.line();
        for (int count = 0; count < EMBEDDED_MAX && matcher.find(); count++) {
            line += text.newlines(counted, matcher.start());
            counted = matcher.start();
            try {
                PublicKeyLine key = PublicKeyLine.parse(matcher.group());
                Facts facts = key.blob().facts().with("format", "OpenSSH").with("line", line);
                Facts named =
                        key.comment().isEmpty() ? facts : facts.with("comment", key.comment());
                finds.sighted(key.blob().credential(), Role.STORED, named);
            } catch (Malformed e) {
                // An example with dots in it, or a key that was cut: text about keys, not a key.
            }
        }
    }
}
