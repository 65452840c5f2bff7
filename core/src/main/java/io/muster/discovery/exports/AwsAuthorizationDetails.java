package io.muster.discovery.exports;

import io.muster.discovery.Content;
import io.muster.discovery.ContentReader;
import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.ownership.OwnerTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What `aws iam get-account-authorization-details` prints: users and roles with the policies
/// attached to them, and who may assume a role. It lists no access keys; those come with the
/// credential report.
record AwsAuthorizationDetails() implements Export {
    private static final String LAST_REVIEWED = "last-reviewed";
    private static final Pattern BEGINNING =
            Pattern.compile(
                    "^\\s*\\{\\s*\"(?:UserDetailList"
                            + "|GroupDetailList|RoleDetailList|Policies)\"\\s*:");

    @Override
    public boolean recognises(String head) {
        return BEGINNING.matcher(head).find();
    }

    @Override
    public void read(Reading reading, ContentReader inner) throws IOException, Malformed {
        Map<String, List<Json>> groups = new HashMap<>();
        forEach(
                reading.content(),
                (list, one) -> {
                    if (list.equals("GroupDetailList")) {
                        groups.put(
                                one.text("GroupName").orElse(""),
                                one.elements("AttachedManagedPolicies").toList());
                    }
                });
        forEach(
                reading.content(),
                (list, one) -> {
                    switch (list) {
                        case "UserDetailList", "RoleDetailList" -> principal(reading, one, groups);
                        default -> {}
                    }
                });
    }

    private interface Action {
        void accept(String list, Json one) throws Malformed;
    }

    private static void forEach(Content content, Action action) throws Malformed {
        try (JsonParser parser = Json.parser(content)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String list = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        action.accept(list, Json.read(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static void principal(Reading reading, Json one, Map<String, List<Json>> groups) {
        Optional<AwsPrincipal> principal = one.text("Arn").flatMap(AwsPrincipal::of);
        if (principal.isEmpty()) {
            return;
        }
        Anchor anchor = principal.get().anchor();
        TreeMap<String, Object> facts = new TreeMap<>(reading.content().facts().values());
        facts.put("archive", reading.content().place().text());
        facts.put("arn", one.text("Arn").orElse(""));
        one.text("UserId").or(() -> one.text("RoleId")).ifPresent(it -> facts.put("uid", it));
        if (one.text("RoleId").isPresent()) {
            facts.put("keys", 0L);
        }
        reviewed(one).ifPresent(it -> facts.put("lastReviewed", it));
        one.elements("Tags")
                .forEach(tag ->
                        tag.text("Key")
                                .filter(OwnerTag::isOne)
                                .ifPresent(it ->
                                        facts.put(
                                                OwnerTag.fact(it), tag.text("Value").orElse(""))));
        one.text("CreateDate").ifPresent(it -> facts.put("created", it));
        one.text("RoleLastUsed", "LastUsedDate").ifPresent(it -> facts.put("lastUsed", it));
        List<Json> attached = new ArrayList<>(one.elements("AttachedManagedPolicies").toList());
        one.texts("GroupList").forEach(it -> attached.addAll(groups.getOrDefault(it, List.of())));
        List<String> policies =
                attached.stream().flatMap(it -> it.text("PolicyName").stream()).distinct().toList();
        if (!policies.isEmpty()) {
            facts.put("policies", policies);
        }
        reading.out()
                .accept(
                        new Observation.Registered(
                                anchor,
                                new Sighting(
                                        anchor,
                                        principal.get().place(),
                                        Role.REGISTERED,
                                        reading.source(),
                                        reading.at(),
                                        Facts.of(facts))));
        attached.forEach(it -> policy(reading, principal.get(), it));
        one.elements("AssumeRolePolicyDocument", "Statement")
                .filter(it -> it.text("Effect").filter("Allow"::equals).isPresent())
                .forEach(it -> trust(reading, principal.get(), one.text("Arn").orElse(""), it));
    }

    /// The tag that people write at an account: `last-reviewed` with a day.
    private static Optional<String> reviewed(Json one) {
        return one.elements("Tags")
                .filter(it -> it.text("Key").filter(LAST_REVIEWED::equalsIgnoreCase).isPresent())
                .flatMap(it -> it.text("Value").stream())
                .findFirst();
    }

    private static void policy(Reading reading, AwsPrincipal holder, Json policy) {
        policy.text("PolicyName")
                .ifPresent(name ->
                        reading.out()
                                .accept(
                                        new Observation.Granted(
                                                new Grant(
                                                        holder.anchor(),
                                                        name,
                                                        "aws account " + holder.account(),
                                                        policy.text("PolicyArn")
                                                                .map(it -> Facts.of("arn", it))
                                                                .orElse(Facts.NONE),
                                                        holder.place()))));
    }

    /// Who may assume `role`, one grant for each principal and action, with the conditions as they
    /// stand.
    private static void trust(Reading reading, AwsPrincipal role, String arn, Json statement) {
        List<String> conditions = new ArrayList<>();
        statement
                .entries("Condition")
                .forEach(operator ->
                        operator.getValue()
                                .entries()
                                .forEach(it ->
                                        conditions.add(
                                                operator.getKey()
                                                        + " "
                                                        + it.getKey()
                                                        + " = "
                                                        + String.join(
                                                                " | ", it.getValue().texts()))));
        Facts scope = conditions.isEmpty() ? Facts.NONE : Facts.of("conditions", conditions);
        for (Anchor holder : holders(statement)) {
            for (String action : statement.texts("Action")) {
                reading.out()
                        .accept(
                                new Observation.Granted(
                                        new Grant(holder, action, arn, scope, role.place())));
            }
        }
    }

    private static List<Anchor> holders(Json statement) {
        List<Anchor> holders = new ArrayList<>();
        if (statement.text("Principal").filter("*"::equals).isPresent()) {
            holders.add(new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws", "everybody"));
        }
        statement
                .entries("Principal")
                .forEach(kind ->
                        kind.getValue().texts().stream()
                                .filter(it -> !it.isEmpty() && it.length() < 1000)
                                .forEach(it -> holders.add(holder(kind.getKey(), it))));
        return holders;
    }

    private static Anchor holder(String kind, String principal) {
        return switch (kind) {
            case "AWS" ->
                    AwsPrincipal.of(principal)
                            .map(AwsPrincipal::anchor)
                            .orElseGet(() ->
                                    new Anchor(
                                            Anchor.Kind.SERVICE_ACCOUNT,
                                            "aws",
                                            principal.equals("*") ? "everybody" : principal));
            case "Service" ->
                    new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws", "service/" + principal);
            default -> new Anchor(Anchor.Kind.APPLICATION, "", principal);
        };
    }
}
