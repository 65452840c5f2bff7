package io.muster.discovery.content;

import io.muster.discovery.Observation;
import io.muster.model.Place;
import io.muster.secret.FingerprintKey;
import io.muster.testing.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// For `./dev soak`: every file of the corpora with one wrong byte, again and again until the time
/// is over. Prints how often, and each fault with what repeats it.
public final class MutatedCorpora {
    private static final int BYTES_MAX = 1 << 20;
    private static final Recogniser RECOGNISER =
            Recognised.recogniser(Settings.withSecrets(FingerprintKey.of(new byte[32])));

    private MutatedCorpora() {}

    /// @param arguments the seconds that it may take, and a seed
    public static void main(String... arguments) throws IOException {
        long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
        Random random = new Random(Long.parseLong(arguments[1]));
        List<Path> files;
        try (Stream<Path> all = Files.walk(Corpus.path("README.md").getParent())) {
            files = new ArrayList<>(all.filter(MutatedCorpora::isUsed).sorted().toList());
        }
        Collections.shuffle(files, random);
        long tries = 0;
        long faults = 0;
        while (System.nanoTime() < end) {
            Path file = files.get((int) (tries % files.size()));
            byte[] content = Files.readAllBytes(file);
            int at = random.nextInt(content.length);
            content[at] = (byte) random.nextInt(256);
            if (!survives(content)) {
                faults++;
                System.out.println("fault: " + file + " byte " + at + " = " + content[at]);
            }
            tries++;
        }
        System.out.println("files " + files.size());
        System.out.println("executions " + tries);
        System.out.println("faults " + faults);
    }

    private static boolean isUsed(Path file) {
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : 0;
            return size > 0 && size <= BYTES_MAX;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean survives(byte[] content) {
        boolean[] survived = {true};
        try {
            Recognised.read(
                    RECOGNISER,
                    new Place("file://h/mutated"),
                    content,
                    it -> survived[0] &= !isOurFault(it));
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
        return survived[0];
    }

    private static boolean isOurFault(Observation observation) {
        return observation instanceof Observation.Unreadable it
                && it.reason().startsWith("it could not be read (");
    }
}
