package io.muster.access;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Somebody who signs in at another place: there they are known by issuer and subject, which no
/// other person ever gets again (OpenID Connect Core 1.0, section 2). Names and mail addresses
/// change hands, so nothing depends on them.
///
/// @param id of the person here; says whose it is by [#idOf]
/// @param groups as the provider said last
/// @param active may they come in at all?
/// @param lastSignIn never, when they were announced and did not come yet
/// @param directoryName what the directory calls them, as the provider said last; empty when it did
///   not say
public record Account(
        String id,
        String issuer,
        String subject,
        String name,
        String mail,
        List<String> groups,
        boolean active,
        Instant since,
        Optional<Instant> lastSignIn,
        String directoryName) {
    private static final String ELSEWHERE = "oidc:";

    public Account {
        groups = List.copyOf(groups);
    }

    /// One whom no directory knows.
    public Account(
            String id,
            String issuer,
            String subject,
            String name,
            String mail,
            List<String> groups,
            boolean active,
            Instant since,
            Optional<Instant> lastSignIn) {
        this(id, issuer, subject, name, mail, groups, active, since, lastSignIn, "");
    }

    /// The same person in these groups.
    public Account in(List<String> others) {
        return new Account(
                id, issuer, subject, name, mail, others, active, since, lastSignIn, directoryName);
    }

    /// The same person, let in or kept out.
    Account with(boolean welcome) {
        return new Account(
                id, issuer, subject, name, mail, groups, welcome, since, lastSignIn, directoryName);
    }

    /// The id of `subject` of `issuer`. The colon keeps it apart from every account of this
    /// machine: somebody whose name elsewhere is `root` is not this machine's.
    public static String idOf(String issuer, String subject) {
        byte[] both = (issuer + '\n' + subject).getBytes(StandardCharsets.UTF_8);
        return ELSEWHERE + Bytes.of(both).sha256().toHex().substring(0, 32);
    }

    /// Was this person let in by a link from the machine itself? Whoever can make one owns the data
    /// folder, and may do everything anyway.
    static boolean isLocal(String person) {
        return !person.isEmpty() && person.indexOf(':') < 0;
    }
}
