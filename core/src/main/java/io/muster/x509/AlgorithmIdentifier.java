package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;

/// AlgorithmIdentifier of RFC 5280 4.1.1.2.
///
/// @param parameters the encoded parameters, empty when they are absent
/// @param encoded the whole SEQUENCE: two identifiers are the same when these bytes are
public record AlgorithmIdentifier(Oid algorithm, Bytes parameters, Bytes encoded) {

    static AlgorithmIdentifier decode(Der element, String what) throws Malformed {
        DerCursor fields = element.children(Der.SEQUENCE, what);
        Oid algorithm = fields.next(Der.OBJECT_IDENTIFIER, what).oid(what);
        Bytes parameters = Bytes.EMPTY;
        if (fields.hasNext()) {
            Der value = fields.next();
            parameters = value.encodedBytes();
        }
        fields.end();
        return new AlgorithmIdentifier(algorithm, parameters, element.encodedBytes());
    }

    /// Reads an identifier that stands alone.
    public static AlgorithmIdentifier parse(Bytes encoded) throws Malformed {
        return decode(Der.read(encoded.toArray()), "AlgorithmIdentifier");
    }
}
