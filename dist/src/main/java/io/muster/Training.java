package io.muster;

import io.muster.app.Rehearsal;
import io.muster.cli.Muster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Does once what people do often, so that the JVM can note which classes that takes. The launcher
/// runs it after a build, with `-XX:AOTCacheOutput`, and throws away what it prints.
public final class Training {

    /// Ours, made for this: CN=muster, P-256, self-signed, valid for one day in 2026.
    private static final String CERTIFICATE =
            """
            -----BEGIN CERTIFICATE-----
            MIIBnDCCAUGgAwIBAgIUS3Fv8M/z1XWOzQUdAa5krC6g6wgwCgYIKoZIzj0EAwIw
            ETEPMA0GA1UEAwwGbXVzdGVyMB4XDTI2MTEyMjAzMzY0MFoXDTI2MTEyMzAzMzY0
            MFowETEPMA0GA1UEAwwGbXVzdGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
            vGadS/6rPraVsF0QoBeP78O6fto0OpFpPcxnthu0tMZD2eZHtDC+K/aXRzbQvYPI
            Uv59Uv//uzTO/7r5qxA4XKN3MHUwHQYDVR0OBBYEFKj2xNuA7nwmuX3OXctpj0qG
            s987MB8GA1UdIwQYMBaAFKj2xNuA7nwmuX3OXctpj0qGs987MA8GA1UdEwEB/wQF
            MAMBAf8wIgYDVR0RBBswGYIXdHJhaW5pbmcubXVzdGVyLmV4YW1wbGUwCgYIKoZI
            zj0EAwIDSQAwRgIhAK7M41GUJDvfztTadrjmrw+WStuPcpFWwEQ2gya+9X+dAiEA
            s+XwUfrr5vHNjvi79FTOWo/+5z4mGcS44cfWZCdkiFI=
            -----END CERTIFICATE-----
            """;

    private Training() {}

    /// @param arguments the folder where the training may write
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Path certificate = folder.resolve("training.pem");
        Files.writeString(certificate, CERTIFICATE);
        try {
            for (String format : List.of("table", "json")) {
                run("scan", "--format", format, folder.toString());
            }
            run("show", certificate.toString());
            run("version");
            Rehearsal.in(folder);
        } finally {
            Files.delete(certificate);
        }
    }

    private static void run(String... words) {
        int _ = Main.run(Muster.commandsFor(new InstalledServer(), words), words);
    }
}
