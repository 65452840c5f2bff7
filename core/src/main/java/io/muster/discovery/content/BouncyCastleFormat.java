package io.muster.discovery.content;

import io.muster.keystore.BouncyCastleKeystore;
import io.muster.model.Bytes;
import io.muster.model.Facts;

/// Bouncy Castle's BKS and UBER. (BCFKS is ASN.1: see [DerFormat].)
final class BouncyCastleFormat implements BinaryFormat {
    private static final int HEAD = 128;

    private final Structures structures;

    BouncyCastleFormat(Structures structures) {
        this.structures = structures;
    }

    @Override
    public boolean claims(Text head, long size) {
        return head.length() >= HEAD
                && head.bytes()[0] == 0
                && head.bytes()[1] == 0
                && BouncyCastleKeystore.recognizes(Bytes.of(head.bytes(), 0, HEAD), size);
    }

    @Override
    public void read(Text content, Finds finds) {
        Bytes all = content.all();
        structures.keystore(BouncyCastleKeystore.read(all), all, Facts.NONE, finds);
    }
}
