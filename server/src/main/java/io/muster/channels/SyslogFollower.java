package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import io.muster.audit.Entry;
import io.muster.audit.Follower;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A log server that is told of decisions: a line of RFC 5424 with an event in CEF each.
public record SyslogFollower(SyslogChannel channel) implements Follower {
    /// RFC 5424, 6.2.1: log audit, informational.
    private static final int PRIORITY = 13 * 8 + 6;

    private static final int MESSAGE_ID_MAX = 32;

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
        String action = it.decision().action().replaceAll("[^!-~]", "?");
        String line =
                "<%d>1 %s %s muster - %s - %s"
                        .formatted(
                                PRIORITY,
                                it.decision().at(),
                                channel.from().isEmpty() ? "-" : channel.from(),
                                action.substring(0, Math.min(action.length(), MESSAGE_ID_MAX)),
                                Cef.of(it));
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
