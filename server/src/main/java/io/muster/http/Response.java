package io.muster.http;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a client is answered.
public record Response(int status, Headers headers, Content content) {

    /// 200 with a value as JSON.
    public static Response json(Object value) {
        return json(200, value);
    }

    public static Response json(int status, Object value) {
        return new Response(status, Headers.NONE, new Content.Json("application/json", value));
    }

    /// 201 with what was made and where it is.
    public static Response created(String location, Object value) {
        return json(201, value).with("Location", location);
    }

    /// 202 with what was begun and where its progress shows.
    public static Response accepted(String location, Object value) {
        return json(202, value).with("Location", location);
    }

    /// 204.
    public static Response nothing() {
        return new Response(204, Headers.NONE, new Content.Nothing());
    }

    public static Response text(int status, String mediaType, String text) {
        Bytes bytes = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        return new Response(status, Headers.NONE, new Content.Whole(mediaType, bytes));
    }

    /// 200, written piece by piece.
    public static Response stream(String mediaType, Content.Writer writer) {
        return new Response(200, Headers.NONE, new Content.Stream(mediaType, writer));
    }

    /// 200 with server-sent events.
    public static Response events(Feed feed) {
        return new Response(200, Headers.NONE, new Content.Events(feed));
    }

    /// The same with the version of what it shows as a strong `ETag`; [Request#version] reads it
    /// back.
    public Response version(long version) {
        return with("ETag", "\"" + version + "\"");
    }

    public Response with(String header, String value) {
        return new Response(status, headers.with(header, value), content);
    }

    /// This, or 304 when the client has it already (RFC 9110, section 13.1.2).
    Response unless(Optional<String> noneMatch) {
        Optional<String> tag = headers.one("ETag");
        if (status != 200 || tag.isEmpty() || noneMatch.isEmpty()) {
            return this;
        }
        // The weak comparison (section 8.8.3.2).
        for (String known : noneMatch.get().split(",", -1)) {
            String plain = strong(known.strip());
            if (plain.equals(strong(tag.get())) || plain.equals("*")) {
                return new Response(304, headers, new Content.Nothing());
            }
        }
        return this;
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
