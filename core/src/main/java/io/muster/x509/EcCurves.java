package io.muster.x509;

import java.util.Map;
import java.util.Optional;

/// Field sizes of named curves, where they are not the size of the encoded coordinate in bits.
final class EcCurves {
    private static final Map<String, Integer> FIELD_BITS =
            Map.of(
                    "1.3.132.0.35", 521,
                    "1.3.132.0.26", 233,
                    "1.3.132.0.27", 233,
                    "1.3.132.0.16", 283,
                    "1.3.132.0.17", 283,
                    "1.3.132.0.36", 409,
                    "1.3.132.0.37", 409,
                    "1.3.132.0.38", 571,
                    "1.3.132.0.39", 571);

    private EcCurves() {}

    static Optional<Integer> fieldBits(Oid curve) {
        return Optional.ofNullable(FIELD_BITS.get(curve.dotted()));
    }
}
