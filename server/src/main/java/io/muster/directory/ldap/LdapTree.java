package io.muster.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;

/// Where people and groups stand, and what their attributes are called.
///
/// @param id names somebody for ever: `entryUUID`, `objectGUID`
/// @param userName what they sign in with: `uid`, `sAMAccountName`, `userPrincipalName`
public record LdapTree(
        DN peopleBase,
        Filter people,
        DN groupsBase,
        Filter groups,
        String id,
        String userName,
        String name,
        String mail) {

    /// Reads names and filters as they stand in a configuration.
    ///
    /// @throws IllegalArgumentException naming what is none
    public static LdapTree of(
            String peopleBase,
            String people,
            String groupsBase,
            String groups,
            String id,
            String userName,
            String name,
            String mail) {
        return new LdapTree(
                dn("ldap.people-base", peopleBase),
                filter("ldap.people-filter", people),
                dn("ldap.groups-base", groupsBase),
                filter("ldap.groups-filter", groups),
                id,
                userName,
                name,
                mail);
    }

    private static DN dn(String setting, String text) {
        try {
            return new DN(text);
        } catch (LDAPException e) {
            throw new IllegalArgumentException(setting + " is no name: " + text, e);
        }
    }

    private static Filter filter(String setting, String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException e) {
            throw new IllegalArgumentException(setting + " is no filter: " + text, e);
        }
    }
}
