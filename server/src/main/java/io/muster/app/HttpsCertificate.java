package io.muster.app;

import io.muster.config.PrivateFile;
import io.muster.config.ServerSettings;
import io.muster.http.PresentedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Which certificate HTTPS presents: the one in the files that the settings name, else one of our
/// own; and that it stays so, when the files change or our own comes to its end.
final class HttpsCertificate {
    private final ServerSettings settings;
    private final OwnCertificate own;
    private final Collection<String> names;
    private final InstantSource clock;
    private final SecureRandom random;
    private final PresentedCertificate presented;

    /// @throws IOException when there is none to present; the message says why
    HttpsCertificate(
            ServerSettings settings,
            OwnCertificate own,
            Collection<String> names,
            InstantSource clock,
            SecureRandom random)
            throws IOException {
        this.settings = settings;
        this.own = own;
        this.names = names;
        this.clock = clock;
        this.random = random;
        KeyPairPem first = current();
        this.presented = new PresentedCertificate(first.chain(), first.key());
    }

    PresentedCertificate presented() {
        return presented;
    }

    /// Presents what is there now, when that is another one. What cannot be read, half written for
    /// instance, is left for the next time.
    void refresh(Log log) {
        try {
            KeyPairPem now = current();
            if (!now.chain().getFirst().equals(presented.leaf())) {
                presented.replace(now.chain(), now.key());
                log.info(
                        "certificate replaced",
                        Map.of("notAfter", presented.leaf().getNotAfter().toInstant().toString()));
            }
        } catch (IOException e) {
            log.error("certificate not replaced", e, Map.of());
        }
    }

    private KeyPairPem current() throws IOException {
        Optional<ServerSettings.Pair> pair = settings.pair();
        return pair.isPresent()
                ? KeyPairPem.read(
                        Files.readString(pair.get().certificate()),
                        new PrivateFile(pair.get().key()).read())
                : own.get(names, clock.instant(), random);
    }
}
