package io.muster.keystore;

import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.List;

/// Finds where one serialised Java object ends, without making any object of it.
///
/// JCEKS keeps secret keys as a serialised `SealedObject` of unstated length; to read the entry
/// that follows, the grammar of the Java Object Serialization Specification, 6.4, is walked. No
/// class is named, loaded or instantiated.
final class SerializedObject {
    private static final int MAGIC = 0xaced0005;
    private static final int DEPTH_MAX = 16;
    private static final int HANDLES_MAX = 1_000;

    private static final int NULL = 0x70;
    private static final int REFERENCE = 0x71;
    private static final int CLASS_DESCRIPTION = 0x72;
    private static final int OBJECT = 0x73;
    private static final int STRING = 0x74;
    private static final int ARRAY = 0x75;
    private static final int BLOCK = 0x77;
    private static final int END_OF_BLOCK = 0x78;

    private static final int HANDLE_BASE = 0x7e0000;
    private static final int HAS_WRITE_METHOD = 1;
    private static final int SERIALIZABLE = 2;

    private static final Description NONE = new Description("", 0, List.of(), List.of());

    private record Description(
            String name, int flags, List<Character> fields, List<Description> parent) {}

    private final ByteCursor in;
    private final List<Description> handles = new ArrayList<>();

    private SerializedObject(ByteCursor in) {
        this.in = in;
    }

    static void skip(ByteCursor in) throws Malformed {
        if (in.int32() != MAGIC) {
            throw new Malformed("a secret key entry that is no serialised object");
        }
        new SerializedObject(in).content(0);
    }

    private void content(int depth) throws Malformed {
        content(in.int8(), depth);
    }

    private void content(int kind, int depth) throws Malformed {
        if (depth > DEPTH_MAX || handles.size() > HANDLES_MAX) {
            throw new Malformed("a secret key entry that is nested too deep");
        }
        switch (kind) {
            case NULL -> {}
            case REFERENCE -> in.skip(4);
            case STRING -> {
                handles.add(NONE);
                in.skip(in.int16());
            }
            case OBJECT -> {
                Description description = description(depth + 1);
                handles.add(NONE);
                values(description, depth + 1);
            }
            case ARRAY -> {
                Description description = description(depth + 1);
                handles.add(NONE);
                array(description, depth + 1);
            }
            default -> throw new Malformed("a secret key entry with an unknown part");
        }
    }

    private Description description(int depth) throws Malformed {
        int kind = in.int8();
        if (kind == NULL) {
            return NONE;
        }
        if (kind == REFERENCE) {
            int handle = in.int32() - HANDLE_BASE;
            if (handle < 0 || handle >= handles.size()) {
                throw new Malformed("a secret key entry that refers to nothing");
            }
            return handles.get(handle);
        }
        if (kind != CLASS_DESCRIPTION || depth > DEPTH_MAX) {
            throw new Malformed("a secret key entry with an unknown part");
        }
        String name = in.text();
        in.skip(Long.BYTES);
        int handle = handles.size();
        handles.add(NONE);
        int flags = in.int8();
        List<Character> fields = new ArrayList<>();
        for (int count = in.int16(); count > 0; count--) {
            char type = (char) in.int8();
            in.text();
            if (type == '[' || type == 'L') {
                content(depth + 1);
            }
            fields.add(type);
        }
        annotations(depth);
        Description parent = description(depth + 1);
        Description description =
                new Description(
                        name, flags, fields, parent.equals(NONE) ? List.of() : List.of(parent));
        handles.set(handle, description);
        return description;
    }

    private void annotations(int depth) throws Malformed {
        for (int kind = in.int8(); kind != END_OF_BLOCK; kind = in.int8()) {
            if (kind == BLOCK) {
                in.skip(in.int8());
            } else {
                content(kind, depth + 1);
            }
        }
    }

    /// The parent's fields come first.
    private void values(Description description, int depth) throws Malformed {
        for (Description parent : description.parent) {
            values(parent, depth + 1);
        }
        if ((description.flags & SERIALIZABLE) == 0) {
            throw new Malformed("a secret key entry that writes itself in its own way");
        }
        for (char type : description.fields) {
            value(type, depth);
        }
        if ((description.flags & HAS_WRITE_METHOD) != 0) {
            annotations(depth);
        }
    }

    private void array(Description description, int depth) throws Malformed {
        int count = in.int32();
        char type = description.name.length() > 1 ? description.name.charAt(1) : 'L';
        if (type == 'B') {
            in.skip(count);
            return;
        }
        if (count < 0 || count > in.left()) {
            throw new Malformed("a secret key entry with more parts than bytes");
        }
        for (int i = 0; i < count; i++) {
            value(type, depth);
        }
    }

    private void value(char type, int depth) throws Malformed {
        switch (type) {
            case 'B', 'Z' -> in.skip(1);
            case 'C', 'S' -> in.skip(2);
            case 'I', 'F' -> in.skip(4);
            case 'J', 'D' -> in.skip(8);
            case '[', 'L' -> content(depth + 1);
            default -> throw new Malformed("a secret key entry with a field of unknown type");
        }
    }
}
