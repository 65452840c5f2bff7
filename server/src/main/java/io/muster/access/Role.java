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
    VIEWER(Permission.READ),
    /// Looks after machines: owners, tags, sources, declared lists, reports of scanners.
    OPERATOR(Permission.READ, Permission.REPORT, Permission.WRITE),
    /// Changes policies, and approves exceptions from them.
    POLICY_ADMIN(Permission.READ, Permission.WRITE, Permission.POLICY, Permission.APPROVE),
    /// Makes and uses keys of authorities.
    CA_OFFICER(Permission.READ, Permission.MANAGE_CA),
    /// Looks at everything, also at what was decided and who may do what.
    AUDITOR(Permission.READ, Permission.AUDIT),
    /// Runs the installation: teams, roles, tokens, backups, policies.
    ADMINISTRATOR(
            Permission.READ,
            Permission.REPORT,
            Permission.WRITE,
            Permission.BACKUP,
            Permission.POLICY,
            Permission.APPROVE,
            Permission.AUDIT,
            Permission.ADMINISTER);

    private final Set<Permission> permissions;

    Role(Permission first, Permission... more) {
        this.permissions = EnumSet.of(first, more);
    }

    public Set<Permission> permissions() {
        return EnumSet.copyOf(permissions);
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
