package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;

/// A detached signature (OpenSSH's PROTOCOL.sshsig), as `ssh-keygen -Y sign` and git make it.
///
/// @param signer who says to have signed; nothing is known of the signature itself without what it
///   signs
/// @param namespace what it may be used for: `file`, `git`
/// @param hashAlgorithm `sha256` or `sha512`
/// @param signatureAlgorithm as on the wire
public record SshSignature(
        PublicBlob signer,
        String namespace,
        String hashAlgorithm,
        String signatureAlgorithm,
        Bytes reserved,
        Bytes signature) {
    private static final Bytes MAGIC = Bytes.of("SSHSIG".getBytes(StandardCharsets.US_ASCII));

    /// Reads the first block `SSH SIGNATURE` of `text`.
    public static SshSignature parse(String text) throws Malformed {
        return parse(Armor.decode("SSH SIGNATURE", text));
    }

    /// Reads what is in such a block.
    public static SshSignature parse(Bytes content) throws Malformed {
        return Guard.reading("SSH signature", () -> read(content));
    }

    /// Whether the signer signed something whose digest under [#hashAlgorithm] is `digest`. The
    /// caller must also want the namespace.
    public SignatureCheck check(Bytes digest) throws Malformed {
        return switch (signer) {
            case SshPublicKey key ->
                    Guard.reading(
                            "SSH signature",
                            () -> Signatures.check(key, signed(digest), signature));
            case SshSignedKey certificate ->
                    Guard.reading(
                            "SSH signature",
                            () ->
                                    Signatures.check(
                                            certificate.subject(), signed(digest), signature));
        };
    }

    private Bytes signed(Bytes digest) {
        return new WireWriter()
                .raw(MAGIC)
                .string(namespace)
                .string(reserved)
                .string(hashAlgorithm)
                .string(digest)
                .toBytes();
    }

    private static SshSignature read(Bytes content) throws Malformed {
        if (!content.startsWith(MAGIC)) {
            throw new Malformed("it does not begin with SSHSIG");
        }
        Wire wire = new Wire(content);
        wire.take(MAGIC.size());
        if (wire.uint32() != 1) {
            throw new Malformed("a version of SSH signatures that is not known");
        }
        PublicBlob signer = PublicBlob.parse(wire.string());
        String namespace = wire.text();
        if (namespace.isEmpty()) {
            throw new Malformed("a signature without a namespace");
        }
        Bytes reserved = wire.string();
        String hashAlgorithm = wire.text();
        if (!hashAlgorithm.equals("sha256") && !hashAlgorithm.equals("sha512")) {
            throw new Malformed("a hash algorithm that SSH signatures do not have");
        }
        Bytes signature = wire.string();
        wire.end();
        String algorithm = new Wire(signature).text();
        return new SshSignature(signer, namespace, hashAlgorithm, algorithm, reserved, signature);
    }
}
