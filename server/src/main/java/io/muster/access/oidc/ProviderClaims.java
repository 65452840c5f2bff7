package io.muster.access.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.muster.access.Account;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a provider says of a person, made fit to be kept and shown.
///
/// @param directoryName what the directory calls them; empty when the provider does not say
record ProviderClaims(
        String subject, String name, String mail, List<String> groups, String directoryName) {
    private static final int TEXT_MAX = 200;
    private static final int GROUPS_MAX = 1000;

    /// @param more what it says besides the token
    static ProviderClaims of(JWTClaimsSet token, Map<String, Object> more, Client client) {
        String groupsClaim = client.groupsClaim();
        Map<String, Object> said = token.getClaims();
        String name =
                Stream.of("name", "preferred_username", "email")
                        .flatMap(it -> Stream.of(text(said.get(it)), text(more.get(it))))
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                        .orElse(text(token.getSubject()));
        String mail = text(said.get("email"));
        return new ProviderClaims(
                token.getSubject(),
                name,
                mail.isEmpty() ? text(more.get("email")) : mail,
                groups(
                        said.containsKey(groupsClaim)
                                ? said.get(groupsClaim)
                                : more.get(groupsClaim)),
                client.directory().kept().apply(directoryName(said, client.directory().name())));
    }

    /// From the signed token alone. A mail address that the provider has not looked at is anybody's
    /// to write.
    private static String directoryName(Map<String, Object> said, String claim) {
        boolean doubtful =
                claim.equals("email") && !Boolean.TRUE.equals(said.get("email_verified"));
        String name = said.get(claim) instanceof String it ? it : "";
        return doubtful || name.length() > TEXT_MAX ? "" : name;
    }

    /// A list of texts, or one text. What is anything else, or too long to be kept whole, is no
    /// group: a name that was cut might be another's.
    private static List<String> groups(@Nullable Object claim) {
        Stream<?> all =
                switch (claim) {
                    case List<?> list -> list.stream();
                    case String one -> Stream.of(one);
                    case null, default -> Stream.of();
                };
        return all.filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(it -> !it.isBlank() && it.length() <= TEXT_MAX && it.equals(plain(it)))
                .distinct()
                .limit(GROUPS_MAX)
                .toList();
    }

    private static String text(@Nullable Object claim) {
        String text = plain(Objects.toString(claim instanceof String it ? it : "", ""));
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
    }

    private static String plain(String text) {
        return text.codePoints()
                .filter(it -> !Character.isISOControl(it))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /// The account as it is to be kept.
    Account account(URI issuer, Optional<Account> before, Instant now) {
        return new Account(
                Account.idOf(issuer.toString(), subject),
                issuer.toString(),
                subject,
                name,
                mail,
                groups,
                before.map(Account::active).orElse(true),
                before.map(Account::since).orElse(now),
                Optional.of(now),
                directoryName);
    }
}
