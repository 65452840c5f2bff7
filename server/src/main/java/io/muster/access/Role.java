package io.muster.access;

import io.muster.http.Permission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a person is for the estate or for a team. Roles add up; none takes anything away.
///
/// The administrator is deliberately not an officer of the authority: who gives roles cannot use
/// its keys, and taking that role needs a second administrator.
public enum Role {
    /// Looks.
    VIEWER,
    /// Looks after machines: owners, tags, sources, declared lists, reports of scanners.
    OPERATOR,
    /// Changes policies, and approves exceptions from them.
    POLICY_ADMIN,
    /// Makes and uses keys of authorities.
    CA_OFFICER,
    /// Looks at everything, also at what was decided and who may do what.
    AUDITOR,
    /// Runs the installation: teams, roles, tokens, backups, policies.
    ADMINISTRATOR;

    /// What it allows.
    public Set<Permission> permissions() {
        return switch (this) {
            case VIEWER -> EnumSet.of(Permission.READ);
            case OPERATOR -> EnumSet.of(Permission.READ, Permission.REPORT, Permission.WRITE);
            case POLICY_ADMIN ->
                    EnumSet.of(
                            Permission.READ,
                            Permission.WRITE,
                            Permission.POLICY,
                            Permission.APPROVE);
            case CA_OFFICER -> EnumSet.of(Permission.READ, Permission.MANAGE_CA);
            case AUDITOR -> EnumSet.of(Permission.READ, Permission.AUDIT);
            case ADMINISTRATOR ->
                    EnumSet.complementOf(
                            EnumSet.of(Permission.ANYONE, Permission.KNOWN, Permission.MANAGE_CA));
        };
    }

    /// Is it given by two people only?
    public boolean needsTwo() {
        return this == ADMINISTRATOR || this == CA_OFFICER;
    }

    /// As it is kept and spoken of: `policy-admin`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads [#word].
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
