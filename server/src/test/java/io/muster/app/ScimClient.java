package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An identity provider that pushes people and groups to a server.
record ScimClient(ServerInTest server, String token) {
    private static final JsonMapper JSON = JsonMapper.shared();
    static final String PATCH =
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}";

    String add(String userName, String externalId, String more) throws Exception {
        HttpResponse<String> made =
                ask(
                        "POST",
                        "/Users",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\",\"externalId\":\"%s\"%s}"
                                .formatted(userName, externalId, more));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body()).path("id").asString();
    }

    String group(String name, String member) throws Exception {
        HttpResponse<String> made =
                ask(
                        "POST",
                        "/Groups",
                        "{\"displayName\":\"%s\",\"members\":[%s]}"
                                .formatted(
                                        name,
                                        member.isEmpty() ? "" : "{\"value\":\"" + member + "\"}"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body()).path("id").asString();
    }

    static String member(String op, String id) {
        return "{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}"
                .formatted(op, id);
    }

    JsonNode patch(String path, String operations) throws Exception {
        HttpResponse<String> answer = ask("PATCH", path, PATCH.formatted(operations));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> ask(String method, String path, String content, String... more)
            throws Exception {
        String[] headers = new String[more.length + 4];
        headers[0] = "Authorization";
        headers[1] = "Bearer " + token;
        headers[2] = "Content-Type";
        headers[3] = "application/scim+json; charset=utf-8";
        System.arraycopy(more, 0, headers, 4, more.length);
        return server.ask(method, "/scim/v2" + path, content, headers);
    }
}
