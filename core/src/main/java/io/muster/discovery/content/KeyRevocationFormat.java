package io.muster.discovery.content;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.ssh.KeyRevocationList;
import io.muster.ssh.PublicBlob;

/// OpenSSH's key revocation lists. Keys that are listed whole are seen as revoked; digests, serial
/// numbers and key ids say nothing that could be shown.
final class KeyRevocationFormat implements BinaryFormat {

    @Override
    public boolean claims(Text head, long size) {
        return head.length() >= 8 && KeyRevocationList.recognizes(Bytes.of(head.bytes(), 0, 8));
    }

    @Override
    public void read(Text content, Finds finds) throws Malformed {
        KeyRevocationList list = KeyRevocationList.parse(content.all());
        Facts facts = Facts.of("format", "KRL");
        for (Bytes blob : list.keys()) {
            try {
                finds.sighted(PublicBlob.parse(blob).credential(), Role.REVOKED, facts);
            } catch (Malformed e) {
                finds.unreadable(e.reason());
            }
        }
    }
}
