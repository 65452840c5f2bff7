package io.muster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Does once what people do often, so that the JVM can note which classes that takes. The launcher
/// runs it after a build, with `-XX:AOTCacheOutput`, and throws away what it prints.
public final class Training {

    /// Ours, made for this: CN=muster, P-256, self-signed, valid for one day in 2026.
    private static final String ECDSA =
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

    /// The same with RSA-2048: what is done for one type of key is not done for the other.
    private static final String RSA =
            """
            -----BEGIN CERTIFICATE-----
            MIIDJzCCAg+gAwIBAgIUPv2PWdKHYuSjVNV0opeeLNYNQrowDQYJKoZIhvcNAQEL
            BQAwETEPMA0GA1UEAwwGbXVzdGVyMB4XDTI2MTEyMjA3MTMyOVoXDTI2MTEyMzA3
            MTMyOVowETEPMA0GA1UEAwwGbXVzdGVyMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A
            MIIBCgKCAQEAt2Um/NiCq1n7142/S3z71f4K8qQr9iIhjJhDHU1oFYCTaemNwI5Z
            +G7dOpMMWIIustzb28dQFOiy6mdLhRgBK0XT1ETb+QrbchQihJqwCfdrwvUUJD/3
            QsqAuloPpb1MbF+HzRyp75kx6u6eLMxKPUR7L5Ei5EPBFFXS34UorGiCTpMRo2FP
            RMppYg3FSg7WxYy3JyzB2VZrUNjykqHlK5x4TITColJXL8upyTujt9MiH20VDyrm
            rq3yirzlGTq8VDXieT25dGP2f4sQ0WKIKAiGlrZJrQSxk1YT5EzITOGrJcRop4gS
            HCoqq/5rl0hvUNwQPDQBZRuyAsfiD7uftwIDAQABo3cwdTAdBgNVHQ4EFgQUxlYf
            Vw99BbjRlRJB9x6MKy1qddUwHwYDVR0jBBgwFoAUxlYfVw99BbjRlRJB9x6MKy1q
            ddUwDwYDVR0TAQH/BAUwAwEB/zAiBgNVHREEGzAZghd0cmFpbmluZy5tdXN0ZXIu
            ZXhhbXBsZTANBgkqhkiG9w0BAQsFAAOCAQEATZi5NRaLO9u2KCSMgNFBoH2xHzjV
            KtpcfEx8TobwwUvHHmka1wkhWcQNbcVEqu1YyTJ36qyY/VCo1KsuNbUJ6en1oa7x
            lIlO9IPhpfMlHF0quFRhAgRHHK5S2WTm4xN7g/PS1jTmx1Tpq14TdhnKxp07W6xj
            E6ugajd6EFfTP/Jl6f5nzY/dAi8FDL7W1a18KAd1CqM70axZU/RObLzp4E/YXOUF
            JiXtHot2LQucnHf1NYtgZTaOcAZZYYL5GsZyPY+YknkA3p2GqONDpGvPdZ7Bjli3
            q66OT+ljsXtsDnUp5n8Cj+n/8E27gLcOu4jyyxbcLw+fU7FczcsnhqIXkA==
            -----END CERTIFICATE-----
            """;

    private Training() {}

    /// @param arguments the folder where the training may write
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path file = folder.resolve("training.pem");
        Files.writeString(file, ECDSA + RSA);
        try (TrainingServer ecdsa = TrainingServer.showing(ECDSA);
                TrainingServer rsa = TrainingServer.showing(RSA)) {
            for (String format : List.of("table", "json")) {
                run("scan", "--format", format, folder.toString());
                run("scan", "--format", format, ecdsa.target(), rsa.target());
            }
            run("show", file.toString());
            run("version");
        } finally {
            Files.delete(file);
        }
    }

    private static void run(String... words) {
        int _ = Main.run(words);
    }
}
