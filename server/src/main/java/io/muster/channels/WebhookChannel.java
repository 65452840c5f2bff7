package io.muster.channels;

import io.muster.alerts.Alert;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A webhook of anybody's, signed: `Muster-Signature` is the HMAC-SHA256 (RFC 2104) over the time
/// in `Muster-Timestamp`, a dot and the body. The time is that of sending, so that a receiver can
/// refuse what is old; the id of the message stays the same when it is sent again.
public record WebhookChannel(String name, Hook hook, SecretFile key, InstantSource clock)
        implements HookChannel {
    private static final String HMAC = "HmacSHA256";

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public void send(Notice notice) throws Undelivered {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", notice.id());
        document.put("at", notice.at().toString());
        document.put("alerts", notice.alerts().stream().map(WebhookChannel::document).toList());
        send(notice.id(), document);
    }

    /// Sends a document of one's own under an id that stays the same when it is sent again.
    void send(String id, Map<String, Object> document) throws Undelivered {
        byte[] body = Json.bytes(document);
        String time = Long.toString(clock.instant().getEpochSecond());
        hook.send(
                Map.of(
                        "Muster-Message",
                        id,
                        "Muster-Timestamp",
                        time,
                        "Muster-Signature",
                        "v1=" + signature(key.read(), time, body)),
                body);
    }

    static Map<String, Object> document(Alert it) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", it.id());
        document.put("kind", it.kind().toString());
        document.put("severity", it.severity().toString());
        document.put("subject", it.about().kind().toString());
        document.put("subjectId", it.about().id());
        document.put("title", it.about().title());
        document.put("threshold", it.threshold());
        document.put("message", it.message());
        document.put("remedy", it.remedy());
        document.put("places", it.places());
        document.put("placesInAll", it.placesInAll());
        it.team().ifPresent(team -> document.put("team", team));
        document.put("level", it.level());
        document.put("raised", it.raised().toString());
        return document;
    }

    /// In hexadecimal digits.
    static String signature(String key, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }
}
