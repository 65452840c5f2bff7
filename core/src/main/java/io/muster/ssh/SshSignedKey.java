package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.SshCertificate;
import io.muster.model.SshCertificate.Holder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A certified key (draft-ietf-sshm-cert, version 01), with what its signature is worth.
///
/// @param credential the certificate as the roll keeps it
/// @param subject the certified key
/// @param signer the key of the authority
/// @param signature whether the authority's key really made the signature
/// @param signatureAlgorithm as on the wire: `rsa-sha2-512`; `ssh-rsa` means SHA-1
public record SshSignedKey(
        SshCertificate credential,
        SshPublicKey subject,
        SshPublicKey signer,
        SignatureCheck signature,
        String signatureAlgorithm)
        implements PublicBlob {
    /// The end of the year 9999: later times cannot be written as dates and mean "for ever" to
    /// everybody who sets them.
    private static final long LAST_SECOND = 253_402_300_799L;

    @Override
    public Facts facts() {
        return Facts.of("signature", signature.toString())
                .with("signatureAlgorithm", signatureAlgorithm);
    }

    static SshSignedKey read(Bytes blob) throws Malformed {
        Wire wire = new Wire(blob);
        String type = wire.text();
        KeyFormat format =
                KeyFormat.ofCertificate(type)
                        .orElseThrow(() -> new Malformed("a certificate type that is not known"));
        wire.string(); // the nonce
        SshPublicKey subject = SshPublicKey.readCertified(format, wire, blob);
        String serial = Long.toUnsignedString(wire.uint64());
        Holder holder = holder(wire.uint32());
        String keyIdentity = wire.text();
        List<String> principals = texts(wire.nested());
        Optional<Instant> validAfter = validAfter(wire.uint64());
        Optional<Instant> validBefore = validBefore(wire.uint64());
        List<String> criticalOptions = options(wire.nested());
        List<String> extensions = options(wire.nested());
        wire.string(); // reserved
        SshPublicKey signer = signer(wire.string());
        Bytes signed = blob.slice(0, wire.position());
        Bytes signature = wire.string();
        wire.end();
        SshCertificate certificate =
                new SshCertificate(
                        blob,
                        type,
                        holder,
                        serial,
                        keyIdentity,
                        principals,
                        validAfter,
                        validBefore,
                        criticalOptions,
                        extensions,
                        subject.credential(),
                        signer.credential());
        return new SshSignedKey(
                certificate,
                subject,
                signer,
                Signatures.check(signer, signed, signature),
                new Wire(signature).text());
    }

    private static SshPublicKey signer(Bytes blob) throws Malformed {
        if (KeyFormat.ofCertificate(new Wire(blob).text()).isPresent()) {
            throw new Malformed("it is signed by a certificate; SSH knows no chains");
        }
        return SshPublicKey.read(blob);
    }

    private static Holder holder(long type) throws Malformed {
        if (type == 1) {
            return Holder.USER;
        }
        if (type == 2) {
            return Holder.HOST;
        }
        throw new Malformed("a certificate is for users (1) or hosts (2)");
    }

    private static Optional<Instant> validAfter(long seconds) {
        if (seconds == 0) {
            return Optional.empty();
        }
        boolean beyond = Long.compareUnsigned(seconds, LAST_SECOND) > 0;
        return Optional.of(Instant.ofEpochSecond(beyond ? LAST_SECOND : seconds));
    }

    private static Optional<Instant> validBefore(long seconds) {
        boolean beyond = Long.compareUnsigned(seconds, LAST_SECOND) > 0;
        return beyond ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private static List<String> texts(Wire wire) throws Malformed {
        List<String> texts = new ArrayList<>();
        while (wire.hasMore()) {
            texts.add(wire.text());
        }
        return texts;
    }

    /// Pairs of a name and data, where data is nothing or one string.
    private static List<String> options(Wire wire) throws Malformed {
        List<String> options = new ArrayList<>();
        while (wire.hasMore()) {
            String name = wire.text();
            Bytes data = wire.string();
            options.add(data.isEmpty() ? name : name + "=" + value(data));
        }
        return options;
    }

    private static String value(Bytes data) {
        try {
            Wire wire = new Wire(data);
            String text = wire.text();
            wire.end();
            return text;
        } catch (Malformed e) {
            return "0x" + data.toHex(); // an option of somebody's own, in a form of their own
        }
    }
}
