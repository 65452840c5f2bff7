package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.Role;
import io.muster.access.TestPeople;
import io.muster.http.Operation;
import io.muster.http.Permission;
import io.muster.store.Database;
import io.muster.store.access.JdbcAccounts;
import io.muster.store.access.JdbcRoleGrants;
import io.muster.store.access.JdbcSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every route, asked as every role and as nobody. What comes of it is the table in the documents.
class PermissionsTest {
    private static final Path TABLE = Path.of("../docs/reference/permissions.md");

    @TempDir Path folder;

    private ServerInTest server;
    private Database authority;
    private TestPeople people;
    private final Map<String, String> sessions = new HashMap<>();

    @BeforeEach
    void start() throws Exception {
        server =
                ServerInTest.start(
                        ServerInTest.settings(
                                folder.resolve("data"),
                                """
                                public-url: https://muster.example
                                oidc: {issuer: "%s", client-id: muster}
                                """
                                        .formatted(TestPeople.ISSUER)));
        authority = Databases.authority(server.settings, server.settings.data());
        people =
                new TestPeople(
                        authority,
                        new JdbcAccounts(authority),
                        new JdbcRoleGrants(authority),
                        new JdbcSessions(authority));
        assertThat(
                        server.ask(
                                        "PUT",
                                        "/api/v1/teams/web",
                                        "{\"name\":\"Web\"}",
                                        "Authorization",
                                        "Bearer " + server.token("administer"))
                                .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() {
        authority.close();
        server.close();
    }

    @Test
    void everyRouteAnswersWhomTheTableSays() throws Exception {
        String none = people.person("none", Optional.empty(), Optional.empty());
        Map<Role, String> all = new LinkedHashMap<>();
        Map<Role, String> team = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            all.put(role, people.person("all-" + role, Optional.of(role), Optional.empty()));
            team.put(role, people.person("web-" + role, Optional.of(role), Optional.of("web")));
        }
        List<String> lines = new ArrayList<>();
        for (Operation operation : operations()) {
            List<String> cells = new ArrayList<>();
            cells.add("`%s %s`".formatted(operation.method(), operation.path().text()));
            cells.add(operation.permission().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            cells.add(letIn(operation, "") ? "yes" : "");
            cells.add(letIn(operation, session(operation, none)) ? "yes" : "");
            for (Role role : Role.values()) {
                boolean everywhere = letIn(operation, session(operation, all.get(role)));
                boolean theirs = letIn(operation, session(operation, team.get(role)));
                assertThat(everywhere || !theirs).as(cells + " " + role).isTrue();
                cells.add(theirs ? "yes" : everywhere ? "all teams" : "");
            }
            lines.add("| " + String.join(" | ", cells) + " |");
        }

        String table = head() + String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("muster.regenerate")) {
            Files.writeString(TABLE, table);
        }
        assertThat(TABLE).content().isEqualTo(table);
    }

    /// The session of `person`; one of its own for what ends it.
    private String session(Operation operation, String person) {
        return operation.path().text().equals("/api/v1/sign-out")
                ? people.session(person)
                : sessions.computeIfAbsent(person, people::session);
    }

    private List<Operation> operations() {
        return server.app.operations().stream()
                .sorted(
                        Comparator.comparing((Operation it) -> it.path().text())
                                .thenComparing(Operation::method))
                .toList();
    }

    /// Is the question taken, whatever the answer to one that means nothing?
    ///
    /// @param session a cookie; empty for nobody
    private boolean letIn(Operation operation, String session) throws Exception {
        String path = operation.path().text().replaceAll("[{][^}]*[}]", "x");
        List<String> headers = new ArrayList<>(List.of("X-Muster-Request", "1"));
        if (!session.isEmpty()) {
            headers.addAll(List.of("Cookie", session));
        }
        int status = server.status(operation.method().name(), path, headers.toArray(String[]::new));
        if (operation.permission() == Permission.ANYONE) {
            assertThat(status).as(operation.path().text()).isNotIn(401, 403);
            return true;
        }
        assertThat(status == 401).as(operation.path().text()).isEqualTo(session.isEmpty());
        return status != 401 && status != 403;
    }

    private static String head() {
        StringBuilder head =
                new StringBuilder(
                        """
                        # Who may ask what

                        Every route, asked as every role and as nobody: this table is written, and checked, by a test that does so. *yes*: also
                        who has the role for some teams only, and then for what those teams own; *all teams*: only who has it for the whole
                        estate; empty: refused. *No role* is somebody who is signed in and was given none.
                        [What the roles are for](../govern/access.md).

                        | route | permission | nobody | no role |\
                        """);
        for (Role role : Role.values()) {
            head.append(' ').append(role.word().replace('-', ' ')).append(" |");
        }
        head.append("\n|").append(" --- |".repeat(4 + Role.values().length)).append('\n');
        return head.toString();
    }
}
