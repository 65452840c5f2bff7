package io.muster.discovery.content;

import io.muster.age.AgeText;
import io.muster.model.Facts;
import io.muster.model.Role;
import io.muster.model.SealedContainer;
import java.nio.charset.StandardCharsets;

/// What age has encrypted: nobody knows what is inside, so it is a sealed container.
final class AgeFileFormat implements BinaryFormat {
    private static final byte[] START =
            "age-encryption.org/v1\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean claims(Text head, long size) {
        return head.stands(START, 0);
    }

    @Override
    public void read(Text content, Finds finds) {
        SealedContainer sealed = AgeText.sealed(content.all());
        Facts facts = Facts.of("format", sealed.format()).with("encrypted", true);
        finds.sighted(sealed, Role.STORED, facts);
    }
}
