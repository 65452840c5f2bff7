import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// What the product is made of, as CycloneDX 1.6: every jar of somebody else with its coordinates,
/// as the layout of Maven's repository tells them, and the SHA-256 under which it was published.
///
/// The same jars give the same file: it has no time, and its serial number follows from the rest.
final class Sbom {
    private Sbom() {}

    /// @param jars the class path of the product
    static String of(List<Path> jars) throws IOException, GeneralSecurityException {
        List<String> components = new ArrayList<>();
        for (Path jar : jars) {
            Optional<Coordinates> published = Coordinates.of(jar);
            if (published.isPresent()) {
                components.add(component(published.get(), jar));
            }
        }
        components.sort(null);
        String body = String.join(",\n", components);
        UUID serial = UUID.nameUUIDFromBytes(body.getBytes(StandardCharsets.UTF_8));
        return """
        {
          "bomFormat": "CycloneDX",
          "specVersion": "1.6",
          "serialNumber": "urn:uuid:%s",
          "version": 1,
          "metadata": {
            "component": {"type": "application", "bom-ref": "muster", "name": "muster"}
          },
          "components": [
        %s
          ]
        }
        """
                .formatted(serial, body);
    }

    private static String component(Coordinates it, Path jar)
            throws IOException, GeneralSecurityException {
        return """
        {"type": "library", "bom-ref": "%1$s", "group": "%2$s", "name": "%3$s", "version": "%4$s",
         "purl": "%1$s", "hashes": [{"alg": "SHA-256", "content": "%5$s"}]}\
        """
                .formatted(it.purl(), it.group(), it.name(), it.version(), sha256(jar))
                .indent(4)
                .stripTrailing();
    }

    private static String sha256(Path jar) throws IOException, GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Who published something, under which name, and which version of it.
    private record Coordinates(String group, String name, String version) {

        /// `…/repository/org/example/name/1.0/name-1.0.jar`; empty for jars of our own, which come
        /// from where they were built.
        static Optional<Coordinates> of(Path jar) {
            Path path = jar.toAbsolutePath().normalize();
            int names = path.getNameCount();
            int root =
                    IntStream.range(0, names)
                            .filter(it -> path.getName(it).toString().equals("repository"))
                            .max()
                            .orElse(-1);
            if (root < 0 || names - root < 5) {
                return Optional.empty();
            }
            String version = path.getName(names - 2).toString();
            String name = path.getName(names - 3).toString();
            String group = path.subpath(root + 1, names - 3).toString().replace('/', '.');
            return jar.getFileName().toString().startsWith(name + "-" + version)
                            && !group.equals("io.muster")
                    ? Optional.of(new Coordinates(group, name, version))
                    : Optional.empty();
        }

        String purl() {
            return "pkg:maven/%s/%s@%s".formatted(group, name, version);
        }
    }
}
