package io.muster.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lists of revoked certificates in files, which are read again every minute. What cannot be read,
/// half written for instance, is left as it was; it comes to its end by itself.
final class Revoked implements Supplier<List<X509CRL>> {
    private static final Duration READ_EVERY = Duration.ofMinutes(1);
    private static final long BYTES_MAX = 64 << 20;

    private final List<Path> files;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(List<X509CRL> lists, Instant at) {}

    Revoked(List<Path> files, InstantSource clock) {
        this.files = List.copyOf(files);
        this.clock = clock;
    }

    /// @throws IOException naming a file that cannot be read
    synchronized List<X509CRL> read() throws IOException {
        List<X509CRL> lists = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                if (Files.size(file) > BYTES_MAX) {
                    throw new IOException("machines.crls: " + file + " is too large");
                }
                CertificateFactory.getInstance("X.509")
                        .generateCRLs(in)
                        .forEach(it -> lists.add((X509CRL) it));
            } catch (CRLException | CertificateException e) {
                throw new IOException("machines.crls: " + file + " cannot be read", e);
            }
        }
        known = new Known(List.copyOf(lists), clock.instant());
        return lists;
    }

    @Override
    public List<X509CRL> get() {
        Known before = known;
        if (files.isEmpty() || before == null) {
            return List.of();
        }
        if (clock.instant().isBefore(before.at().plus(READ_EVERY))) {
            return before.lists();
        }
        try {
            return read();
        } catch (IOException _) {
            known = new Known(before.lists(), clock.instant());
            return before.lists();
        }
    }
}
