package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.merkle.Checkpoint;
import io.muster.merkle.Frontier;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.merkle.Tile;
import io.muster.merkle.TreeHash;
import io.muster.model.Bytes;
import java.nio.ByteBuffer;

/// The audit log as a stranger checks it: entries from the tiles, hashed again, against the head
/// that the server signed.
record AuditLog(Client client, NoteKey key, SignedNote note) {

    static AuditLog of(Client client) throws Exception {
        return new AuditLog(
                client,
                NoteKey.parse(client.get("/api/v1/audit/key").good().text()),
                SignedNote.parse(client.get("/api/v1/audit/checkpoint").good().text()));
    }

    void check() throws Exception {
        assertThat(note.isSignedBy(key)).isTrue();
        Checkpoint head = Checkpoint.parse(note.text());
        Frontier log = Frontier.EMPTY;
        while (log.size() < head.size()) {
            Tile tile = Tile.ofEntry(log.size(), head.size());
            ByteBuffer entries = ByteBuffer.wrap(client.bytes("/api/v1/audit/" + tile.path()));
            while (entries.hasRemaining()) {
                byte[] entry = new byte[Short.toUnsignedInt(entries.getShort())];
                entries.get(entry);
                log = log.append(TreeHash.ofEntry(Bytes.of(entry))).frontier();
            }
        }
        assertThat(log.size()).isEqualTo(head.size()).isPositive();
        assertThat(log.root()).isEqualTo(head.root());
    }
}
