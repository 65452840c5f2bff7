package io.muster.discovery.content;

import io.muster.age.AgeText;
import io.muster.model.AgeKey;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// age identities anywhere in text, and the recipients that stand beside them or are named as such.
final class AgeFormat implements TextFormat {
    private static final Pattern WORD =
            Pattern.compile("AGE-SECRET-KEY-[0-9A-Z-]{50,128}|\\bage1[0-9a-z]{50,4096}\\b");

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.AGE_IDENTITY, Trigger.AGE_RECIPIENT);
    }

    @Override
    public void read(Text text, Finds finds) {
        Matcher words = WORD.matcher(text.latin1(0, text.length()));
        int counted = 0;
        long line = text.line();
        while (words.find()) {
            line += text.newlines(counted, words.start());
            counted = words.start();
            Facts facts = Facts.of("format", "age").with("line", line);
            try {
                word(AgeText.parse(words.group()), facts, finds);
                finds.covered().add(words.start(), words.end());
            } catch (Malformed e) {
                // The checksum says that it is no key: a placeholder of that shape.
                if (!Mention.in(text, finds.place())) {
                    finds.unreadable(facts, e.reason());
                }
            }
        }
    }

    private static void word(AgeText word, Facts facts, Finds finds) {
        switch (word) {
            case AgeText.Identity(AgeKey key) ->
                    finds.sighted(key, Role.PRIVATE_KEY, facts.with("encrypted", false));
            case AgeText.Recipient(AgeKey key) -> finds.sighted(key, Role.STORED, facts);
            case AgeText.PluginIdentity _ -> {}
        }
    }
}
