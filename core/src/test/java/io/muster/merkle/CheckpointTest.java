package io.muster.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final String ORIGIN = "muster.example/audit";

    private final KeyPair pair = pair();
    private final NoteKey key = NoteKey.of(ORIGIN, pair.getPublic());
    private final Checkpoint head =
            new Checkpoint(ORIGIN, 13, LogInMemory.of(13).frontier().root());

    @Test
    void aSignedCheckpointIsReadAndBelieved() throws Malformed {
        String written = SignedNote.sign(head.text(), key, pair.getPrivate()).toString();
        SignedNote read = SignedNote.parse(written);
        assertThat(read.isSignedBy(key)).isTrue();
        assertThat(Checkpoint.parse(read.text())).isEqualTo(head);
        assertThat(read.toString()).isEqualTo(written);
    }

    @Test
    void aCheckpointOfAnotherSizeIsNotBelieved() throws Malformed {
        String written = SignedNote.sign(head.text(), key, pair.getPrivate()).toString();
        SignedNote changed = SignedNote.parse(written.replace("\n13\n", "\n12\n"));
        assertThat(changed.isSignedBy(key)).isFalse();
    }

    @Test
    void anotherKeyOfTheSameNameIsNotBelieved() {
        SignedNote note = SignedNote.sign(head.text(), key, pair.getPrivate());
        assertThat(note.isSignedBy(NoteKey.of(ORIGIN, pair().getPublic()))).isFalse();
    }

    @Test
    void aKeyIsReadAsItWasWritten() throws Malformed {
        assertThat(NoteKey.parse(key.toString())).isEqualTo(key);
    }

    /// The key and the note that the specification of signed notes shows.
    @Test
    void aNoteOfTheSpecificationIsBelieved() throws Malformed {
        NoteKey peter =
                NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        SignedNote note =
                SignedNote.parse(
                        """
                        If you think cryptography is the answer to your problem,
                        then you don't know what your problem is.

                        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                        """);
        assertThat(note.isSignedBy(peter)).isTrue();
    }

    @Test
    void aKeyWhoseNameWasChangedIsRefused() {
        assertThatThrownBy(() -> NoteKey.parse(key.toString().replace("muster", "mustard")))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void whatIsNoCheckpointIsRefusedWithAReason() {
        String root = head.root().toString();
        for (String text :
                List.of(
                        "",
                        "origin\n",
                        "origin\n1\n",
                        "origin\n-1\n" + root + "\n",
                        "origin\n01\n" + root + "\n",
                        "\n1\n" + root + "\n",
                        "origin\n1\n" + root.substring(1) + "\n",
                        "origin\n1\n" + root)) {
            assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void whatIsNoSignedNoteIsRefusedWithAReason() {
        for (String note :
                List.of("", "text\n", "text\n\n", "text\n\nname AAAA\n", "text\n\n— name !\n")) {
            assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void aSignatureThatIsNoSignatureIsNobodys() {
        SignedNote note =
                new SignedNote(
                        head.text(),
                        List.of(
                                new SignedNote.Line(
                                        ORIGIN, key.id(), Bytes.of(new byte[] {1, 2, 3}))));
        assertThat(note.isSignedBy(key)).isFalse();
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
