package io.muster.audit;

import io.muster.merkle.TreeHash;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A decision with its place in the log.
///
/// Its bytes, which are what the log proves, are one JSON object with its members in a fixed order.
/// The index is among them, so that two entries cannot change places.
///
/// @param index 0 for the first
public record Entry(long index, Decision decision) {
    /// What a tile of entries can hold of one (C2SP tlog-tiles writes its length in 16 bits).
    public static final int BYTES_MAX = 0xffff;

    private static final JsonMapper JSON = JsonMapper.shared();

    public Entry {
        if (index < 0) {
            throw new IllegalArgumentException("entries are counted from 0");
        }
    }

    /// The bytes that are hashed and kept.
    public Bytes encoded() {
        ObjectNode object = JSON.createObjectNode();
        object.put("index", index);
        object.put("at", decision.at().toString());
        object.put("actor", decision.actor());
        object.put("request", decision.request());
        object.put("action", decision.action());
        object.put("subject", decision.subject());
        ObjectNode detail = object.putObject("detail");
        decision.detail().forEach(detail::put);
        byte[] bytes = JSON.writeValueAsBytes(object);
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "an entry of the audit log has at most 65,535 bytes");
        }
        return Bytes.of(bytes);
    }

    /// Reads what [#encoded] wrote.
    public static Entry decode(Bytes encoded) throws Malformed {
        try {
            JsonNode object = JSON.readTree(encoded.toArray());
            TreeMap<String, String> detail = new TreeMap<>();
            object.path("detail")
                    .properties()
                    .forEach(it -> detail.put(it.getKey(), it.getValue().asString()));
            return new Entry(
                    object.path("index").asLong(-1),
                    new Decision(
                            Instant.parse(object.path("at").asString("")),
                            object.path("actor").asString(""),
                            object.path("request").asString(""),
                            object.path("action").asString(""),
                            object.path("subject").asString(""),
                            detail));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new Malformed("this is no entry of an audit log", e);
        }
    }

    /// What the tree has at its place.
    public TreeHash hash() {
        return TreeHash.ofEntry(encoded());
    }
}
