package io.muster.discovery.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Says which [Trigger]s stand in some bytes, in one pass that looks at about every sixth byte (Wu
/// and Manber, 1994).
///
/// Most files hold none, so that this pass is most of what recognising costs. Letters are compared
/// by `byte | 0x20`, which also makes some other characters equal; a trigger too many costs a look,
/// never a find.
final class TriggerSearch {
    /// Length of the shortest trigger: how far one step may go.
    private static final int REACH = 9;

    private static final int BLOCK = 3;
    private static final int TABLE = 1 << 12;

    private static final class Word {
        private final Trigger trigger;
        private final byte[] text;

        Word(Trigger trigger, byte[] text) {
            this.trigger = trigger;
            this.text = text;
        }
    }

    private final byte[] shift = new byte[TABLE];
    private final Word[][] candidates = new Word[TABLE][];

    TriggerSearch() {
        Arrays.fill(shift, (byte) (REACH - BLOCK + 1));
        for (Trigger trigger : Trigger.values()) {
            for (String text : trigger.words()) {
                add(new Word(trigger, folded(text)));
            }
        }
    }

    private static byte[] folded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < REACH) {
            throw new IllegalArgumentException("a trigger has at least " + REACH + " characters");
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] |= 0x20;
        }
        return bytes;
    }

    private void add(Word word) {
        for (int end = BLOCK; end <= REACH; end++) {
            int slot = slot(word.text, end - BLOCK);
            shift[slot] = (byte) Math.min(shift[slot], REACH - end);
        }
        int last = slot(word.text, REACH - BLOCK);
        List<Word> words =
                candidates[last] == null
                        ? new ArrayList<>()
                        : new ArrayList<>(List.of(candidates[last]));
        words.add(word);
        candidates[last] = words.toArray(Word[]::new);
    }

    private static int slot(byte[] bytes, int at) {
        int first = ((bytes[at] | 0x20) & 0x3f) << 6;
        int second = ((bytes[at + 1] | 0x20) & 0x3f) << 3;
        return first ^ second ^ ((bytes[at + 2] | 0x20) & 0x3f);
    }

    /// The triggers in the first `length` of `bytes`.
    Set<Trigger> find(byte[] bytes, int length) {
        EnumSet<Trigger> found = EnumSet.noneOf(Trigger.class);
        int at = REACH - BLOCK;
        while (at <= length - BLOCK) {
            int slot = slot(bytes, at);
            int step = shift[slot];
            if (step == 0) {
                check(bytes, length, at - (REACH - BLOCK), candidates[slot], found);
                step = 1;
            }
            at += step;
        }
        return found;
    }

    private static void check(
            byte[] bytes, int length, int start, Word[] words, Set<Trigger> found) {
        for (Word word : words) {
            if (start + word.text.length <= length && stands(bytes, start, word.text)) {
                found.add(word.trigger);
            }
        }
    }

    private static boolean stands(byte[] bytes, int start, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if ((bytes[start + i] | 0x20) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
