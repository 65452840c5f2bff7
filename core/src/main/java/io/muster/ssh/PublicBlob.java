package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.util.Base64;

/// What stands in base64 in `.pub`, authorized_keys and known_hosts, and raw in a key exchange: a
/// plain key or a certified one.
public sealed interface PublicBlob permits SshPublicKey, SshSignedKey {
    /// The most bytes a blob may have, which is what OpenSSH accepts in one packet.
    int LARGEST = 256 * 1024;

    /// What the roll keeps of it.
    Credential credential();

    /// What is known beside that.
    Facts facts();

    /// Reads one blob, which must end where the bytes end.
    static PublicBlob parse(Bytes blob) throws Malformed {
        return Guard.reading("SSH key", () -> read(blob));
    }

    /// Reads one blob from base64 without line breaks, as it stands in files.
    static PublicBlob parseBase64(String base64) throws Malformed {
        return parse(decode(base64));
    }

    /// Reads base64 without line breaks.
    private static Bytes decode(String base64) throws Malformed {
        try {
            return Bytes.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new Malformed("its key is not base64", e);
        }
    }

    private static PublicBlob read(Bytes blob) throws Malformed {
        if (blob.size() > LARGEST) {
            throw new Malformed("an SSH key of more than " + LARGEST + " bytes is not read");
        }
        String type = new Wire(blob).text();
        return KeyFormat.ofCertificate(type).isPresent()
                ? SshSignedKey.read(blob)
                : SshPublicKey.read(blob);
    }
}
