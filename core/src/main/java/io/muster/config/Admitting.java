package io.muster.config;

import java.util.List;

/// The settings that say who may come in: where people sign in, what a directory says of them, and
/// which machines are let in.
final class Admitting {
    static final List<Setting> ALL =
            List.of(
                    new Setting(
                            "public-url",
                            Setting.Kind.TEXT,
                            "",
                            "Where browsers find the server: https://HOST[:PORT]. Needed with oidc.issuer."),
                    new Setting(
                            "oidc.issuer",
                            Setting.Kind.TEXT,
                            "",
                            "The OpenID provider where people sign in, as it spells its issuer; empty for one-time links alone."),
                    new Setting(
                            "oidc.client-id",
                            Setting.Kind.TEXT,
                            "",
                            "What the server is called at the provider."),
                    new Setting(
                            "oidc.client-secret-file",
                            Setting.Kind.TEXT,
                            "",
                            "A file that holds the server's secret there, readable by its owner alone; empty for a public client."),
                    new Setting(
                            "oidc.groups-claim",
                            Setting.Kind.TEXT,
                            "groups",
                            "The claim that names a person's groups."),
                    new Setting(
                            "oidc.scopes",
                            Setting.Kind.LIST,
                            "",
                            "What is asked for; empty for openid, profile and email."),
                    new Setting(
                            "oidc.hosts",
                            Setting.Kind.LIST,
                            "",
                            "Hosts besides the issuer's own where its endpoints may lie: HOST or HOST:PORT."),
                    new Setting(
                            "oidc.directory-claim",
                            Setting.Kind.TEXT,
                            "sub",
                            "The claim that holds what the directory calls a person; see directory.match."),
                    new Setting(
                            "directory.match",
                            Setting.Kind.TEXT,
                            "external-id",
                            "By what a person of the directory is known at sign-in: external-id or user-name."),
                    new Setting(
                            "directory.required",
                            Setting.Kind.YES_NO,
                            "no",
                            "Whether whom the directory does not know may not sign in."),
                    new Setting(
                            "directory.team-groups",
                            Setting.Kind.LIST,
                            "",
                            "Groups of the directory that are teams, by name; one * stands for the name of the team."),
                    new Setting(
                            "ldap.url",
                            Setting.Kind.TEXT,
                            "",
                            "ldaps://HOST, or ldap://HOST with StartTLS, of a directory to be read; empty for none."),
                    new Setting(
                            "ldap.ca",
                            Setting.Kind.TEXT,
                            "",
                            "PEM file of the authorities by which it is known; empty for those that Java trusts."),
                    new Setting(
                            "ldap.bind-dn",
                            Setting.Kind.TEXT,
                            "",
                            "As whom it is asked; empty for nobody."),
                    new Setting(
                            "ldap.password-file",
                            Setting.Kind.TEXT,
                            "",
                            "A file that holds the password of ldap.bind-dn, readable by its owner alone."),
                    new Setting(
                            "ldap.people-base",
                            Setting.Kind.TEXT,
                            "",
                            "The entry below which people stand. Needed with ldap.url."),
                    new Setting(
                            "ldap.people-filter",
                            Setting.Kind.TEXT,
                            "(objectClass=inetOrgPerson)",
                            "Which entries there are people."),
                    new Setting(
                            "ldap.groups-base",
                            Setting.Kind.TEXT,
                            "",
                            "The entry below which groups stand; empty for ldap.people-base."),
                    new Setting(
                            "ldap.groups-filter",
                            Setting.Kind.TEXT,
                            "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=group)(objectClass=posixGroup))",
                            "Which entries there are groups."),
                    new Setting(
                            "ldap.id-attribute",
                            Setting.Kind.TEXT,
                            "entryUUID",
                            "The attribute that names an entry for ever; objectGUID in Active Directory."),
                    new Setting(
                            "ldap.user-name-attribute",
                            Setting.Kind.TEXT,
                            "uid",
                            "What people sign in with; sAMAccountName or userPrincipalName in Active Directory."),
                    new Setting(
                            "ldap.name-attribute",
                            Setting.Kind.TEXT,
                            "displayName",
                            "The name that lists show; cn where it is missing."),
                    new Setting(
                            "ldap.mail-attribute",
                            Setting.Kind.TEXT,
                            "mail",
                            "Their mail address."),
                    new Setting(
                            "ldap.every-minutes",
                            Setting.Kind.NUMBER,
                            "15",
                            "How often the directory is read, 1 to 1440 minutes."),
                    new Setting(
                            "ldap.removals-max",
                            Setting.Kind.NUMBER,
                            "20",
                            "How many percent of its people it may keep out at once, until somebody says that it is right."),
                    new Setting(
                            "machines.anchors",
                            Setting.Kind.TEXT,
                            "",
                            "PEM file of the authorities whose certificates sign machines in; empty for none."),
                    new Setting(
                            "machines.crls",
                            Setting.Kind.LIST,
                            "",
                            "Files of lists of revoked certificates; once there is one, each of those authorities needs one."),
                    new Setting(
                            "machines.issuers",
                            Setting.Kind.ITEMS,
                            "",
                            "Who makes tokens for machines: a cluster, a CI service; see below."),
                    new Setting(
                            "machines.rules",
                            Setting.Kind.ITEMS,
                            "",
                            "Which machines are let in, and what they may; see below."));

    private Admitting() {}
}
