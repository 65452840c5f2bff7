package io.muster.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import io.muster.directory.Outside;
import io.muster.directory.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads people and groups by LDAP, in pages (RFC 2696). Referrals are not followed, and what is
/// not there to the end is not believed: somebody who is only out of sight must not be kept out.
public record LdapDirectory(LdapServer server, LdapTree tree) implements Outside {
    private static final int PAGE = 500;
    private static final int PEOPLE_MAX = 200_000;
    private static final int GROUPS_MAX = 20_000;
    private static final int SECONDS_MAX = 600;
    private static final List<String> MEMBERS = List.of("member", "uniqueMember", "memberUid");

    @Override
    public String address() {
        return (server.security() == LdapServer.Security.TLS ? "ldaps://" : "ldap://")
                + server.host()
                + ":"
                + server.port();
    }

    @Override
    public Snapshot read() throws IOException {
        try (LDAPConnection connection = server.open()) {
            Map<String, String> byName = new HashMap<>();
            Map<String, String> byUserName = new HashMap<>();
            Map<String, Snapshot.Somebody> people = new LinkedHashMap<>();
            for (Entry entry :
                    search(connection, tree.peopleBase(), tree.people(), PEOPLE_MAX, personal())) {
                Snapshot.Somebody somebody = new LdapPerson(entry, tree).somebody();
                if (people.put(somebody.externalId(), somebody) != null
                        || byUserName.put(folded(somebody.userName()), somebody.externalId())
                                != null) {
                    throw new IOException(
                            "two entries have the %s or the %s of %s; name attributes that tell people apart"
                                    .formatted(tree.id(), tree.userName(), entry.getDN()));
                }
                byName.put(normalized(entry.getDN()), somebody.externalId());
            }
            List<Entry> groups = groups(connection);
            for (Entry entry : groups) {
                byName.put(normalized(entry.getDN()), LdapPerson.id(entry, tree.id()));
            }
            List<Snapshot.Circle> circles = new ArrayList<>();
            for (Entry entry : groups) {
                circles.add(
                        new Snapshot.Circle(
                                LdapPerson.id(entry, tree.id()),
                                LdapPerson.text(entry, "cn", entry.getDN()),
                                members(connection, entry, byName, byUserName)));
            }
            return new Snapshot(List.copyOf(people.values()), circles);
        } catch (LDAPException e) {
            throw new IOException(
                    "%s does not answer as it should: %s".formatted(address(), LdapServer.said(e)),
                    e);
        }
    }

    private List<Entry> groups(LDAPConnection connection) throws LDAPException, IOException {
        List<String> attributes = new ArrayList<>(MEMBERS);
        attributes.add(tree.id());
        attributes.add("cn");
        return search(connection, tree.groupsBase(), tree.groups(), GROUPS_MAX, attributes);
    }

    private List<String> personal() {
        List<String> attributes = new ArrayList<>(LdapPerson.LOCKS);
        attributes.addAll(List.of(tree.id(), tree.userName(), tree.name(), tree.mail(), "cn"));
        return attributes;
    }

    private static List<Entry> search(
            LDAPConnection connection, DN base, Filter filter, int most, List<String> attributes)
            throws LDAPException, IOException {
        List<Entry> entries = new ArrayList<>();
        ASN1OctetString cookie = null;
        do {
            SearchRequest request =
                    new SearchRequest(
                            base.toString(),
                            SearchScope.SUB,
                            DereferencePolicy.NEVER,
                            0,
                            SECONDS_MAX,
                            false,
                            filter,
                            attributes.toArray(String[]::new));
            request.addControl(new SimplePagedResultsControl(PAGE, cookie, true));
            SearchResult result = connection.search(request);
            entries.addAll(result.getSearchEntries());
            if (entries.size() > most) {
                throw new IOException(
                        "there are more than %,d entries below %s; narrow the filter"
                                .formatted(most, base));
            }
            cookie = cookie(result);
        } while (cookie != null);
        return entries;
    }

    /// Where the next page begins; null after the last.
    private static @Nullable ASN1OctetString cookie(SearchResult result) throws LDAPException {
        SimplePagedResultsControl control = SimplePagedResultsControl.get(result);
        return control == null || !control.moreResultsToReturn() ? null : control.getCookie();
    }

    /// The external ids of those who belong to `group` and are known.
    private static Set<String> members(
            LDAPConnection connection,
            Entry group,
            Map<String, String> byName,
            Map<String, String> byUserName)
            throws LDAPException {
        Set<String> members = new HashSet<>();
        for (String attribute : MEMBERS) {
            for (String value : LdapRanges.values(connection, group, attribute)) {
                String id =
                        attribute.equals("memberUid")
                                ? byUserName.get(folded(value))
                                : byName.get(normalized(value));
                if (id != null) {
                    members.add(id);
                }
            }
        }
        return members;
    }

    /// Names that mean the same entry are the same text; what is no name means nobody.
    private static String normalized(String name) {
        try {
            return DN.normalize(name);
        } catch (LDAPException _) {
            return "";
        }
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
