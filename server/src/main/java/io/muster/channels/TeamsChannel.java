package io.muster.channels;

import java.util.List;
import java.util.Map;

/// A webhook of Microsoft Teams (a workflow that takes adaptive cards).
public record TeamsChannel(String name, Hook hook) implements HookChannel {
    private static final int TEXT_MAX = 10_000;

    @Override
    public String kind() {
        return "teams";
    }

    @Override
    public void send(Notice notice) throws Undelivered {
        Map<String, Object> card =
                Map.of(
                        "type",
                        "AdaptiveCard",
                        "version",
                        "1.4",
                        "body",
                        List.of(
                                block(notice.words().subject(), "bolder"),
                                block(notice.words().text(), "default")));
        hook.send(
                Map.of(),
                Json.bytes(
                        Map.of(
                                "type",
                                "message",
                                "attachments",
                                List.of(
                                        Map.of(
                                                "contentType",
                                                "application/vnd.microsoft.card.adaptive",
                                                "content",
                                                card)))));
    }

    /// Lines stay lines, and nothing is a link or a mention.
    private static Map<String, Object> block(String text, String weight) {
        String plain = Json.cut(text, TEXT_MAX).replaceAll("([\\\\\\[\\]*_`<>])", "\\\\$1");
        return Map.of(
                "type",
                "TextBlock",
                "wrap",
                true,
                "weight",
                weight,
                "text",
                plain.replace("\n", "\n\n"));
    }
}
