package io.muster.discovery.exports;

import io.muster.discovery.ContentReader;
import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.ownership.OwnerTag;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A Terraform state (format 4, as `terraform.tfstate` or `terraform show` of a backend has it):
/// users and roles of AWS with the tags that say whose they are.
///
/// Whatever else is in it, secrets above all, is left to the reader of files.
record TerraformState() implements Export {
    private static final Set<String> PRINCIPALS = Set.of("aws_iam_user", "aws_iam_role");
    private static final Pattern BEGINNING =
            Pattern.compile("^\\s*\\{\\s*\"version\"\\s*:\\s*4\\s*,\\s*\"terraform_version\"\\s*:");

    @Override
    public boolean recognises(String head) {
        return BEGINNING.matcher(head).find();
    }

    @Override
    public void read(Reading reading, ContentReader inner)
            throws IOException, Malformed, InterruptedException {
        try (JsonParser parser = Json.parser(reading.content())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean resources = parser.currentName().equals("resources");
                if (parser.nextToken() == JsonToken.START_ARRAY && resources) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        resource(reading, Json.read(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        inner.read(reading.content(), reading.source(), reading.out());
    }

    private static void resource(Reading reading, Json resource) {
        String type = resource.text("type").orElse("");
        boolean managed = resource.text("mode").filter("managed"::equals).isPresent();
        if (!managed || !PRINCIPALS.contains(type)) {
            return;
        }
        String address = type + "." + resource.text("name").orElse("");
        resource.elements("instances")
                .map(it -> it.at("attributes"))
                .forEach(it -> principal(reading, address, it));
    }

    private static void principal(Reading reading, String address, Json attributes) {
        Optional<AwsPrincipal> principal = attributes.text("arn").flatMap(AwsPrincipal::of);
        TreeMap<String, Object> facts = new TreeMap<>(reading.content().facts().values());
        // Defaults of the provider are in tags_all alone.
        Stream.of("tags_all", "tags")
                .flatMap(attributes::entries)
                .filter(it -> OwnerTag.isOne(it.getKey()))
                .forEach(it -> put(facts, it));
        if (principal.isEmpty()) {
            return;
        }
        facts.put("arn", attributes.text("arn").orElse(""));
        attributes.text("unique_id").ifPresent(it -> facts.put("uid", it));
        facts.put("resource", address);
        Anchor anchor = principal.get().anchor();
        reading.out()
                .accept(
                        new Observation.Registered(
                                anchor,
                                new Sighting(
                                        anchor,
                                        reading.content()
                                                .place()
                                                .inside("#" + principal.get().name()),
                                        Role.REGISTERED,
                                        reading.source(),
                                        reading.at(),
                                        Facts.of(facts))));
    }

    private static void put(Map<String, Object> facts, Map.Entry<String, Json> tag) {
        tag.getValue().text().ifPresent(it -> facts.put(OwnerTag.terraformFact(tag.getKey()), it));
    }
}
