package io.muster.discovery.content;

import io.muster.keystore.JavaKeystore;
import io.muster.keystore.Passwords;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.nio.ByteBuffer;

/// JKS and JCEKS.
final class JavaKeystoreFormat implements BinaryFormat {
    private final Structures structures;
    private final Passwords passwords;

    JavaKeystoreFormat(Structures structures, Passwords passwords) {
        this.structures = structures;
        this.passwords = passwords;
    }

    @Override
    public boolean claims(Text head, long size) {
        if (head.length() < 12) {
            return false;
        }
        int magic = ByteBuffer.wrap(head.bytes()).getInt();
        return magic == JavaKeystore.JKS || magic == JavaKeystore.JCEKS;
    }

    @Override
    public void read(Text content, Finds finds) throws Malformed {
        Bytes all = content.all();
        structures.keystore(JavaKeystore.read(all, passwords), all, Facts.NONE, finds);
    }
}
