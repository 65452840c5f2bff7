package io.muster.x509.path;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Certificate;
import io.muster.x509.DerBuilder;
import io.muster.x509.Oids;
import io.muster.x509.PublicKeyInfo;
import io.muster.x509.SignatureCheck;
import java.util.List;
import java.util.Optional;

/// DSA keys may leave out their parameters and take those of the key that certified them (RFC 3279
/// 2.3.2, RFC 5280 6.1.4 (f)). Their signatures can be checked only when the path above is known.
final class InheritedKeys {
    private InheritedKeys() {}

    static boolean isIncomplete(PublicKeyInfo key) {
        return key.algorithm().algorithm().equals(Oids.DSA)
                && key.algorithm().parameters().isEmpty();
    }

    /// Checks the signatures that were left open while the path was built.
    ///
    /// @param path the end entity first
    static void check(List<Certificate> path, SignatureMemory signatures) throws Rejected {
        for (int i = path.size() - 1; i > 0; i--) {
            if (isIncomplete(path.get(i).publicKey())) {
                Certificate child = path.get(i - 1);
                if (signatures.check(child, complete(path, i)) != SignatureCheck.Answer.VALID) {
                    throw new Rejected(
                            Reason.WRONG_SIGNATURE,
                            child,
                            "the signature does not verify under inherited DSA parameters");
                }
            }
        }
    }

    /// The key of the certificate at `index`, with the parameters of the nearest key above that has
    /// some.
    static PublicKeyInfo complete(List<Certificate> path, int index) throws Rejected {
        PublicKeyInfo key = path.get(index).publicKey();
        if (!isIncomplete(key)) {
            return key;
        }
        for (Certificate above : path.subList(index + 1, path.size())) {
            PublicKeyInfo giver = above.publicKey();
            if (!giver.algorithm().algorithm().equals(Oids.DSA)) {
                break;
            }
            if (!isIncomplete(giver)) {
                return with(key, giver.algorithm().parameters());
            }
        }
        throw new Rejected(
                Reason.UNACCEPTABLE_KEY,
                path.get(index),
                "a DSA key without parameters, and none to inherit (RFC 3279 2.3.2)");
    }

    private static PublicKeyInfo with(PublicKeyInfo key, Bytes parameters) throws Rejected {
        Bytes encoded =
                new DerBuilder()
                        .sequence(info ->
                                info.sequence(id -> id.oid(Oids.DSA).raw(parameters))
                                        .bits(key.key()))
                        .toBytes();
        try {
            return PublicKeyInfo.parse(encoded);
        } catch (Malformed e) {
            throw new Rejected(Reason.UNACCEPTABLE_KEY, Optional.empty(), e.reason());
        }
    }
}
