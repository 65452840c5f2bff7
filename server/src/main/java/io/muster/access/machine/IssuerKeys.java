package io.muster.access.machine;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import io.muster.access.oidc.Outbound;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the keys of an issuer come from. They are kept for five minutes; a token by a key that is
/// not among them makes us ask again, at most twice in half a minute, so that keys can be changed
/// and nobody can make us ask for ever.
public final class IssuerKeys {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration TIME_MAX = Duration.ofSeconds(15);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(30);
    private static final int BYTES_MAX = 1 << 20;

    private IssuerKeys() {}

    /// At an address.
    public static JWKSource<SecurityContext> at(URI address, Outbound outbound) throws IOException {
        return source(address, address, outbound);
    }

    /// Where the issuer's own document says (OpenID Connect Discovery 1.0, section 4), each time
    /// that the keys are asked for.
    public static JWKSource<SecurityContext> of(String issuer, Outbound outbound)
            throws IOException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return source(
                URI.create(base + "/.well-known/openid-configuration"),
                URI.create(issuer),
                outbound);
    }

    private static JWKSource<SecurityContext> source(URI address, URI issuer, Outbound outbound)
            throws IOException {
        return JWKSourceBuilder.create(
                        address.toURL(),
                        url -> {
                            String text = outbound.get(URI.create(url.toString()));
                            return new Resource(
                                    address.equals(issuer)
                                            ? text
                                            : outbound.get(keys(text, issuer.toString())),
                                    "application/json");
                        })
                .cache(KEPT.toMillis(), TIME_MAX.toMillis())
                .rateLimited(ASKED_EVERY.toMillis())
                .build();
    }

    private static URI keys(String document, String issuer) throws IOException {
        try {
            Map<String, Object> said = JSONObjectUtils.parse(document, BYTES_MAX);
            if (!issuer.equals(JSONObjectUtils.getString(said, "issuer"))) {
                throw new IOException("it calls itself by another name");
            }
            return URI.create(String.valueOf(said.get("jwks_uri")));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("what it says of itself cannot be read", e);
        }
    }

    /// In a file, which is read again when it was changed.
    public static JWKSource<SecurityContext> in(Path file) {
        return new InFile(file);
    }

    private static final class InFile implements JWKSource<SecurityContext> {
        private final Path file;
        private volatile @Nullable Known known;

        private record Known(FileTime changed, JWKSet keys) {}

        InFile(Path file) {
            this.file = file;
        }

        @Override
        public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
                throws KeySourceException {
            try {
                Known before = known;
                FileTime changed = Files.getLastModifiedTime(file);
                if (before == null || !before.changed().equals(changed)) {
                    if (Files.size(file) > BYTES_MAX) {
                        throw new IOException("too large");
                    }
                    before = new Known(changed, JWKSet.parse(Files.readString(file)));
                    known = before;
                }
                return selector.select(before.keys());
            } catch (IOException | ParseException e) {
                throw new KeySourceException("the keys in " + file + " cannot be read", e);
            }
        }
    }
}
