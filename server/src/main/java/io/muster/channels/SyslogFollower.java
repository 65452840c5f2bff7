package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import io.muster.audit.Entry;
import io.muster.audit.Follower;
import java.util.List;

/// A log server that is told of decisions: a line of RFC 5424 with an event in CEF each.
public record SyslogFollower(SyslogChannel channel) implements Follower {
    /// RFC 5424, 6.2.1.
    private static final int INFORMATIONAL = 6;

    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public void take(List<Entry> entries) throws Untaken {
        try {
            channel.send(entries.stream().map(this::line).toList());
        } catch (Undelivered e) {
            throw new Untaken(e.reason(), e);
        }
    }

    private byte[] line(Entry it) {
        return channel.line(INFORMATIONAL, it.decision().at(), it.decision().action(), Cef.of(it));
    }
}
