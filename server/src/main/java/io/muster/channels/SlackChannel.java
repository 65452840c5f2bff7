package io.muster.channels;

import java.util.Map;

/// An incoming webhook of Slack.
public record SlackChannel(String name, Hook hook) implements HookChannel {
    private static final int TEXT_MAX = 10_000;

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public void send(Notice notice) throws Undelivered {
        String text = notice.words().subject() + "\n" + notice.words().text();
        hook.send(
                Map.of(),
                Json.bytes(Map.of("text", escaped(Json.cut(text, TEXT_MAX)), "mrkdwn", false)));
    }

    /// So that a name in a certificate calls nobody: `<!channel>` is text.
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
