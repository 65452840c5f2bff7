package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import io.muster.audit.Entry;
import io.muster.audit.Follower;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A webhook that is told of decisions, signed as [WebhookChannel] signs. The id of a message is
/// made of the entries in it, so what comes twice can be told.
public record WebhookFollower(WebhookChannel channel) implements Follower {

    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public void take(List<Entry> entries) throws Untaken {
        String id = "audit-%d-%d".formatted(entries.getFirst().index(), entries.getLast().index());
        try {
            channel.send(
                    id,
                    Map.of(
                            "id",
                            id,
                            "audit",
                            entries.stream().map(WebhookFollower::document).toList()));
        } catch (Undelivered e) {
            throw new Untaken(e.reason(), e);
        }
    }

    static Map<String, Object> document(Entry it) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("index", it.index());
        document.put("at", it.decision().at().toString());
        document.put("actor", it.decision().actor());
        document.put("request", it.decision().request());
        document.put("action", it.decision().action());
        document.put("subject", it.decision().subject());
        document.put("detail", it.decision().detail());
        return document;
    }
}
