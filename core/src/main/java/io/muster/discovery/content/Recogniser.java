package io.muster.discovery.content;

import io.muster.discovery.Content;
import io.muster.discovery.ContentReader;
import io.muster.discovery.Observation;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Place;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Works out what content is and hands over what is in it.
///
/// What fits into one [#WINDOW] is read whole. Larger content is read in windows if it is text, and
/// up to [#BINARY_MAX] if it begins as a binary format does. Buffers are lent and given back, so
/// that a million files need a few of them. Safe for any number of threads.
public final class Recogniser implements ContentReader {
    /// How much is held in memory at once.
    public static final int WINDOW = 8 << 20;

    /// The largest keystore or revocation list that is read.
    public static final int BINARY_MAX = 64 << 20;

    /// What every window repeats of the one before, so that nothing shorter is missed at its edge.
    static final int OVERLAP = 64 << 10;

    private static final int NESTED_MAX = 3;
    private static final int HEAD = 64 << 10;
    private static final int BUFFERS_KEPT = 16;

    private final Settings settings;
    private final InstantSource clock;
    private final Formats formats;
    private final TextSearch search = new TextSearch();
    private final Optional<Secrets> secrets;
    private final ConcurrentLinkedQueue<byte[]> buffers = new ConcurrentLinkedQueue<>();

    public Recogniser(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.secrets = settings.secrets().map(Secrets::new);
        this.formats = Formats.all(settings.passwords(), this::nested);
    }

    @Override
    public void read(Content content, String source, Consumer<Observation> out)
            throws InterruptedException {
        Finds finds = new Finds(content, source, clock.instant(), out);
        byte[] buffer = lend((int) Math.min(content.size(), HEAD));
        try {
            if (content.size() <= WINDOW) {
                buffer = grown(buffer, (int) content.size());
                whole(Text.whole(buffer, fill(content, 0, buffer, 0, (int) content.size())), finds);
            } else {
                buffer = large(content, buffer, finds);
            }
        } catch (IOException e) {
            finds.unreadable("reading it failed");
        } catch (OutOfMemoryError e) {
            finds.unreadable("reading it takes more memory than there is");
        } finally {
            giveBack(buffer);
        }
        finds.flush();
    }

    private void nested(Bytes bytes, String suffix, Facts facts, Nested.Use use, Finds outer) {
        Content around = outer.content();
        int depth = around instanceof InnerContent(_, _, _, _, int outerDepth) ? outerDepth + 1 : 1;
        if (depth > NESTED_MAX) {
            outer.unreadable("values inside values, more than " + NESTED_MAX + " deep");
            return;
        }
        Place place = suffix.isEmpty() ? around.place() : around.place().inside(suffix);
        Facts all = around.facts().with(facts);
        Finds finds = outer.inside(new InnerContent(bytes, around.name(), place, all, depth), use);
        whole(Text.whole(bytes.toArray(), bytes.size()), finds);
        finds.flush();
    }

    private void whole(Text content, Finds finds) {
        if (!binary(content, content.length(), content, finds)) {
            Text text = Utf16.decoded(content);
            text(text, finds, search.look(text.bytes(), text.length(), finds));
        }
    }

    /// @return whether a format claimed it
    private boolean binary(Text head, long size, Text content, Finds finds) {
        for (BinaryFormat format : formats.binary()) {
            if (format.claims(head, size)) {
                guarded(finds, () -> format.read(content, finds));
                return true;
            }
        }
        return false;
    }

    private void text(Text text, Finds finds, TextSearch.Seen seen) {
        if (!seen.triggers().isEmpty()) {
            for (TextFormat format : formats.text()) {
                if ((text.whole() || format.readsWindows())
                        && format.triggers().stream().anyMatch(seen.triggers()::contains)) {
                    guarded(finds, () -> format.read(text, finds));
                }
            }
        }
        if (secrets.isPresent() && !finds.covered().leavesOnlyBlanks(text)) {
            Secrets reader = secrets.get();
            guarded(finds, () -> reader.read(search.secrets(seen, text, finds), text, finds));
        }
        if (text.line() == 1) {
            tooDeep(text, finds, seen.triggers().stream().anyMatch(Trigger::opensDocument));
        }
    }

    private static void tooDeep(Text text, Finds finds, boolean parsed) {
        int limit = Nesting.beyond(text, parsed);
        if (limit > 0) {
            finds.unreadable(
                    "JSON nested deeper than " + limit + " levels; only its text was searched");
        }
    }

    /// @return the buffer to give back
    private byte[] large(Content content, byte[] lent, Finds finds)
            throws IOException, InterruptedException {
        byte[] buffer = grown(lent, HEAD);
        Text head = Text.whole(buffer, fill(content, 0, buffer, 0, HEAD));
        for (BinaryFormat format : formats.binary()) {
            if (format.claims(head, content.size())) {
                if (content.size() > BINARY_MAX) {
                    finds.unreadable("a container larger than " + (BINARY_MAX >> 20) + " MB");
                    return buffer;
                }
                byte[] all = new byte[(int) content.size()];
                Text text = Text.whole(all, fill(content, 0, all, 0, all.length));
                guarded(finds, () -> format.read(text, finds));
                return buffer;
            }
        }
        buffer = grown(buffer, WINDOW);
        windows(content, buffer, finds);
        return buffer;
    }

    private void windows(Content content, byte[] buffer, Finds finds)
            throws IOException, InterruptedException {
        long size = Math.min(content.size(), settings.bytesMax());
        long position = 0;
        long line = 1;
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while reading");
            }
            int length =
                    fill(content, position, buffer, 0, (int) Math.min(WINDOW, size - position));
            boolean last = position + length >= size || length < WINDOW;
            TextSearch.Seen seen = search.look(buffer, length, finds);
            int next =
                    last
                            ? length
                            : next(
                                    Text.window(buffer, length, length, line),
                                    seen.triggers(),
                                    finds);
            Text window = Text.window(buffer, length, next, line);
            text(window, finds, seen);
            if (last) {
                break;
            }
            finds.covered().clear();
            line += window.newlines(0, next);
            position += next;
        }
        if (content.size() > size) {
            finds.unreadable("larger than " + (size >> 20) + " MB; the rest was not read");
        }
    }

    /// Where the next window begins: at a block that does not end in this one, else a little before
    /// its end.
    private static int next(Text window, Set<Trigger> triggers, Finds finds) {
        int usual = window.length() - OVERLAP;
        if (!triggers.contains(Trigger.PEM)) {
            return usual;
        }
        int unfinished = PemFinder.unfinished(window);
        if (unfinished == 0) {
            finds.unreadable("a PEM block larger than " + (WINDOW >> 20) + " MB");
        }
        return unfinished > 0 ? Math.min(unfinished, usual) : usual;
    }

    /// A fault of ours on somebody's input must not end the run: whatever is thrown makes that
    /// input unreadable.
    private static void guarded(Finds finds, Reading reading) {
        try {
            reading.run();
        } catch (Malformed e) {
            finds.unreadable(e.reason());
        } catch (RuntimeException | StackOverflowError e) {
            finds.unreadable("it could not be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private interface Reading {
        void run() throws Malformed;
    }

    private static int fill(Content content, long position, byte[] target, int from, int length)
            throws IOException {
        int filled = 0;
        while (filled < length) {
            int count = content.read(position + filled, target, from + filled, length - filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        return filled;
    }

    private byte[] lend(int size) {
        byte[] buffer = buffers.poll();
        return buffer == null ? new byte[Math.max(size, HEAD)] : buffer;
    }

    private static byte[] grown(byte[] buffer, int size) {
        return buffer.length >= size
                ? buffer
                : new byte[Math.max(size, Math.min(WINDOW, 2 * buffer.length))];
    }

    private void giveBack(byte[] buffer) {
        if (buffers.size() < BUFFERS_KEPT) {
            buffers.add(buffer);
        }
    }
}
