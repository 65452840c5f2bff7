package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import io.muster.audit.Entry;
import io.muster.audit.Follower;
import java.util.List;

/// An HTTP Event Collector that is told of decisions. Each bears its `index`, so what comes twice
/// can be told.
public record HecFollower(HecChannel channel) implements Follower {

    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public void take(List<Entry> entries) throws Untaken {
        try {
            channel.send(entries.stream().map(HecFollower::event).toList());
        } catch (Undelivered e) {
            throw new Untaken(e.reason(), e);
        }
    }

    private static HecChannel.Event event(Entry it) {
        return new HecChannel.Event(
                it.decision().at(), "muster:audit", WebhookFollower.document(it));
    }
}
