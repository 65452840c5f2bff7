package io.muster.discovery.content;

import io.muster.keystore.PrivateKeyInfo;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Keys of Google Cloud service accounts: JSON with `"type": "service_account"`. The file says
/// whose the key is.
final class ServiceAccountFormat implements TextFormat {
    private static final byte[] FIELD = "\"private_key\"".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.SERVICE_ACCOUNT);
    }

    @Override
    public void read(Text text, Finds finds) {
        for (JsonNode document : Documents.of(text)) {
            String key = Documents.text(document, "private_key");
            String account = Documents.text(document, "client_email");
            if (Documents.text(document, "type").equals("service_account")
                    && !key.isEmpty()
                    && !account.isEmpty()) {
                key(document, key, account, text, finds);
            }
        }
    }

    private static void key(JsonNode document, String key, String account, Text text, Finds finds) {
        int at = Math.max(0, text.indexOf(FIELD, 0));
        Facts facts =
                Facts.of("format", "service-account JSON")
                        .with("line", text.lineAt(at))
                        .with("account", account)
                        .with("keyName", Documents.text(document, "private_key_id"))
                        .with("keyFormat", "PKCS#8")
                        .with("encrypted", false);
        byte[] pem = key.getBytes(StandardCharsets.UTF_8);
        Optional<PemBlock> block = new PemFinder(Text.whole(pem, pem.length)).next();
        try {
            if (block.isEmpty()) {
                throw new Malformed("a service account's key that is no PEM block");
            }
            Bytes spki = PrivateKeyInfo.publicHalfOfPkcs8(block.get().decode());
            String project = Documents.text(document, "project_id");
            List<Anchor> whose = List.of(new Anchor(Anchor.Kind.SERVICE_ACCOUNT, project, account));
            finds.privateKey(spki, facts, whose);
            finds.covered().add(at, at + FIELD.length + key.length());
        } catch (Malformed e) {
            finds.unreadable(facts, e.reason());
        }
    }
}
