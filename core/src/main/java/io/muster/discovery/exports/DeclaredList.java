package io.muster.discovery.exports;

import io.muster.discovery.Content;
import io.muster.discovery.ContentStream;
import io.muster.discovery.exports.Columns.Field;
import io.muster.model.Declaration;
import io.muster.model.Malformed;
import io.muster.model.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads what a team believes it has: CSV with a header line (`,`, `;` or tab; UTF-8 or UTF-16), or
/// JSON, a list of objects or an object that holds one.
public final class DeclaredList {
    private static final int LINES_MAX = 1_000_000;

    private final List<Declaration> declarations = new ArrayList<>();
    private final List<Place> unusable = new ArrayList<>();

    private DeclaredList() {}

    /// @param columns which column holds what
    /// @throws Malformed when this is no such list, or none of its columns says what is declared
    public static DeclaredList read(Content content, Columns columns)
            throws IOException, Malformed {
        byte[] head = new byte[4];
        int length = Math.max(content.read(0, head, 0, head.length), 0);
        Charset charset = charset(Arrays.copyOf(head, length));
        DeclaredList list = new DeclaredList();
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(new ContentStream(content), charset))) {
            text.mark(1);
            if (text.read() != '\uFEFF') {
                text.reset();
            }
            text.mark(1 << 12);
            int first = text.read();
            while (first >= 0 && Character.isWhitespace(first)) {
                first = text.read();
            }
            boolean json = first == '[' || first == '{';
            text.reset();
            if (json) {
                list.json(content, columns);
            } else {
                list.csv(new Csv(text), content.place(), columns);
            }
        } catch (JacksonException e) {
            throw new Malformed("the list is not well-formed JSON", e);
        } catch (IllegalArgumentException e) {
            throw new Malformed(String.valueOf(e.getMessage()), e);
        }
        return list;
    }

    /// What is declared, in order.
    public List<Declaration> declarations() {
        return List.copyOf(declarations);
    }

    /// Lines that say nothing by which a credential could be found.
    public List<Place> unusable() {
        return List.copyOf(unusable);
    }

    private static Charset charset(byte[] head) {
        if (head.length >= 2) {
            int first = head[0] & 0xff;
            int second = head[1] & 0xff;
            if ((first == 0xff && second == 0xfe) || (first != 0 && second == 0)) {
                return StandardCharsets.UTF_16LE;
            }
            if ((first == 0xfe && second == 0xff) || (first == 0 && second != 0)) {
                return StandardCharsets.UTF_16BE;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private void csv(Csv csv, Place file, Columns columns) throws IOException, Malformed {
        List<String> headers = csv.next().stream().map(String::strip).toList();
        Map<Field, String> fields = usable(columns.in(headers));
        int line = 1;
        for (List<String> record = csv.next(); !record.isEmpty(); record = csv.next()) {
            line++;
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < Math.min(headers.size(), record.size()); i++) {
                row.put(headers.get(i), record.get(i));
            }
            add(row, fields, file.atLine(line));
        }
    }

    private void json(Content content, Columns columns) throws Malformed {
        try (JsonParser parser = Json.parser(content)) {
            parser.nextToken();
            while (parser.currentToken() != JsonToken.START_ARRAY) {
                if (parser.nextToken() == null) {
                    throw new Malformed("the JSON holds no list");
                }
            }
            int line = 0;
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                line++;
                Map<String, String> row = new LinkedHashMap<>();
                Json.read(parser)
                        .entries()
                        .forEach(it ->
                                row.put(it.getKey(), String.join(",", it.getValue().texts())));
                add(row, columns.in(List.copyOf(row.keySet())), content.place().atLine(line));
            }
        }
    }

    private static Map<Field, String> usable(Map<Field, String> fields) throws Malformed {
        boolean enough =
                fields.containsKey(Field.FINGERPRINT)
                        || fields.containsKey(Field.SERIAL)
                        || fields.containsKey(Field.NAME)
                        || fields.containsKey(Field.PLACE)
                        || fields.containsKey(Field.HOST);
        if (!enough) {
            throw new Malformed(
                    "no column is called fingerprint, serial, name, place or host;"
                            + " say which column holds what");
        }
        return fields;
    }

    private void add(Map<String, String> row, Map<Field, String> fields, Place line)
            throws Malformed {
        if (declarations.size() + unusable.size() >= LINES_MAX) {
            throw new Malformed("the list has more than " + LINES_MAX + " lines");
        }
        Declaration declaration =
                new Declaration(
                        line,
                        value(row, fields, Field.FINGERPRINT).flatMap(DeclaredList::fingerprint),
                        value(row, fields, Field.SERIAL).map(DeclaredList::serial),
                        value(row, fields, Field.ISSUER),
                        value(row, fields, Field.NAME).map(DeclaredList::names).orElse(List.of()),
                        place(row, fields),
                        value(row, fields, Field.OWNER),
                        value(row, fields, Field.TYPE),
                        value(row, fields, Field.EXPIRES));
        boolean tells =
                declaration.fingerprint().isPresent()
                        || declaration.serialNumber().isPresent()
                        || declaration.place().isPresent()
                        || !declaration.names().isEmpty();
        if (tells) {
            declarations.add(declaration);
        } else {
            unusable.add(line);
        }
    }

    private static Optional<String> value(
            Map<String, String> row, Map<Field, String> fields, Field field) {
        return Optional.ofNullable(fields.get(field))
                .flatMap(it -> Optional.ofNullable(row.get(it)))
                .map(String::strip)
                .filter(it -> !it.isEmpty());
    }

    private static Optional<String> place(Map<String, String> row, Map<Field, String> fields) {
        Optional<String> place = value(row, fields, Field.PLACE);
        Optional<String> port = value(row, fields, Field.PORT);
        return place.or(() ->
                value(row, fields, Field.HOST)
                        .map(host -> port.map(it -> host + ":" + it).orElse(host)));
    }

    /// Hexadecimal with or without separators, or as `ssh-keygen -l` writes it.
    private static Optional<String> fingerprint(String written) {
        if (written.matches("SHA256:[A-Za-z0-9+/]{43}=?")) {
            byte[] digest = Base64.getDecoder().decode(written.substring("SHA256:".length()));
            return Optional.of(HexFormat.of().formatHex(digest));
        }
        String hex =
                written.toLowerCase(Locale.ROOT)
                        .replaceFirst("^sha-?(?:256|1)[:= ]", "")
                        .replaceAll("[: -]", "");
        return Optional.of(hex).filter(it -> it.matches("[0-9a-f]{64}|[0-9a-f]{40}"));
    }

    private static String serial(String written) {
        return written.toLowerCase(Locale.ROOT).replaceFirst("^0x", "").replaceAll("[: -]", "");
    }

    private static List<String> names(String written) {
        return Arrays.stream(written.toLowerCase(Locale.ROOT).split("[,;\\s]+"))
                .map(it -> it.replaceFirst("^(?:dns|cn|ip)[:=]", ""))
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }
}
