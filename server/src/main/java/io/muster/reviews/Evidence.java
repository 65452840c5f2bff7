package io.muster.reviews;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What is shown to whoever decides, as it was when the review began; of everything the first few,
/// and how many there are.
///
/// @param owner the id of a team
/// @param created who made it, where a source knows
/// @param lastUsed where a source knows
/// @param places where it is
/// @param credentials how many it holds; of a credential 0
/// @param findings that are open
/// @param permissions what it may do
/// @param gained of them, what it could not do when it was reviewed last
/// @param lost what it could do then and no more
/// @param reviewed when it was reviewed last
/// @param notAfter when it ends
public record Evidence(
        Optional<String> owner,
        Optional<String> ownerBecause,
        List<String> created,
        Optional<Instant> lastUsed,
        Instant firstSeen,
        Instant lastSeen,
        List<String> places,
        long placesInAll,
        long credentials,
        List<Problem> findings,
        long findingsInAll,
        List<Permission> permissions,
        long permissionsInAll,
        List<Permission> gained,
        List<Permission> lost,
        Optional<Instant> reviewed,
        Optional<Instant> notAfter,
        Optional<String> environment,
        Optional<String> criticality,
        long risk) {
    /// So many of each are shown.
    public static final int SHOWN = 20;

    private static final Duration UNUSED = Duration.ofDays(90);

    /// Rights that give nearly all others, as providers spell them.
    private static final Set<String> WHOLE =
            Set.of(
                    "*",
                    "*:*",
                    "cluster-admin",
                    "administratoraccess",
                    "poweruseraccess",
                    "iamfullaccess",
                    "owner",
                    "roles/owner",
                    "roles/editor",
                    "global administrator");

    public Evidence {
        created = List.copyOf(created);
        places = List.copyOf(places);
        findings = List.copyOf(findings);
        permissions = List.copyOf(permissions);
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }

    /// An open finding.
    public record Problem(String rule, String severity, String message) {}

    /// What somebody may do.
    public record Permission(String right, String resource) {
        /// Whether nearly everything follows from it.
        public boolean isWhole() {
            String word = right.toLowerCase(Locale.ROOT);
            String last = word.substring(word.lastIndexOf('/') + 1);
            boolean root = word.equals("login") && resource.startsWith("root@");
            return root || word.endsWith(":*") || WHOLE.contains(word) || WHOLE.contains(last);
        }
    }

    /// Why it must be looked at by itself.
    ///
    /// @param whole whether any of its permissions, also those that are not shown, gives nearly all
    public Set<Attention> attention(boolean whole, Instant now) {
        Set<Attention> all = EnumSet.noneOf(Attention.class);
        boolean told = findings.stream().anyMatch(it -> it.rule().equals("unused"));
        if (told || lastUsed.filter(it -> it.isBefore(now.minus(UNUSED))).isPresent()) {
            all.add(Attention.UNUSED);
        }
        if (whole || permissions.stream().anyMatch(Permission::isWhole)) {
            all.add(Attention.OVER_PRIVILEGED);
        }
        if (owner.isEmpty()) {
            all.add(Attention.ORPHANED);
        }
        if (reviewed.isPresent() && !gained.isEmpty()) {
            all.add(Attention.GAINED);
        }
        return all;
    }

    /// Whether `person` made it: whoever made something does not say that it may stay.
    ///
    /// @param names what the person is known by: id, name, mail address
    public boolean isMadeBy(Set<String> names) {
        return created.stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .anyMatch(it ->
                        names.contains(it)
                                || names.contains(it.substring(it.lastIndexOf('/') + 1))
                                || names.contains(it.substring(it.lastIndexOf(':') + 1)));
    }
}
