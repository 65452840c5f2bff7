package io.muster.discovery.exports;

import io.muster.discovery.Content;
import io.muster.discovery.ContentReader;
import io.muster.model.Malformed;
import java.io.IOException;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What `kubectl get … -o json` prints: a `List` of objects, or one object.
///
/// Read twice: the first time for what gives names their meaning (which cluster, which UID a
/// service account has, what a role allows), the second time for what there is.
record KubernetesList() implements Export {
    private static final Pattern BEGINNING =
            Pattern.compile("^\\s*\\{[\\s\\S]*?\"apiVersion\"\\s*:\\s*\"[a-z0-9./]{1,80}\"");
    private static final Pattern KIND =
            Pattern.compile(
                    "\"kind\"\\s*:\\s*\""
                            + "(?:List|Secret|ServiceAccount|ConfigMap|Namespace"
                            + "|(?:Cluster)?Role(?:Binding)?)(?:List)?\"");

    @Override
    public boolean recognises(String head) {
        return BEGINNING.matcher(head).find() && KIND.matcher(head).find();
    }

    @Override
    public void read(Reading reading, ContentReader inner)
            throws IOException, Malformed, InterruptedException {
        KubernetesNames names = new KubernetesNames();
        forEachObject(reading.content(), names::learn);
        KubernetesObjects objects = new KubernetesObjects(reading, inner, names);
        forEachObject(reading.content(), objects::read);
    }

    private interface Action {
        void accept(Json object) throws InterruptedException;
    }

    /// Each object by itself, so that a large list costs no more memory than its largest object.
    private static void forEachObject(Content content, Action action)
            throws Malformed, InterruptedException {
        try (JsonParser parser = Json.parser(content)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean items = parser.currentName().equals("items");
                JsonToken value = parser.nextToken();
                if (items && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        action.accept(Json.read(parser));
                    }
                    return;
                }
                parser.skipChildren();
            }
        }
        try (JsonParser parser = Json.parser(content)) {
            parser.nextToken();
            action.accept(Json.read(parser));
        }
    }
}
