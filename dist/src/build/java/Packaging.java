import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Lays the product out: `lib/*.jar`, their checksums, what they are (`sbom.cdx.json`), and a file
/// `built` whose time says which sources they were made of. Run by Maven in `dist`, from its
/// source.
///
/// Two kinds of jars are rewritten, because the JVM leaves their classes out of its ahead-of-time
/// cache and would load them the slow way at every start (docs/decisions/0006-picocli.md):
///
/// - classes older than Java 6 (picocli), which have no stack maps: they get them;
/// - signed jars (Bouncy Castle, JGit): their signatures are taken off. Maven has compared the jars
///   with their published checksums, and `SHA256SUMS` pins what was made of them.
///
/// Arguments: the folder to make, the time the build began, then class paths.
final class Packaging {

    /// The first version whose classes must carry stack maps, and may therefore be in the cache.
    private static final int JAVA_6 = 50;

    /// Every entry carries it, so that the same input gives the same jar.
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private static final Pattern SIGNATURE =
            Pattern.compile("META-INF/(SIG-.*|[^/]+\\.(SF|RSA|DSA|EC))");

    /// picocli asks at every start whether Groovy is there. To learn that it is not, the JVM opens
    /// every jar, which costs as much as everything else together; so the answer is built in.
    private static final CodeTransform WITHOUT_GROOVY =
            new CodeTransform() {
                @Override
                public void atStart(CodeBuilder code) {
                    code.aconst_null().areturn();
                }

                @Override
                public void accept(CodeBuilder code, CodeElement old) {
                    // Nothing of the old body stays.
                }
            };

    /// A body that is only copied would still have no stack map.
    private static final CodeTransform WRITTEN_ANEW = (code, element) -> code.with(element);

    private Packaging() {}

    public static void main(String... arguments) throws IOException, GeneralSecurityException {
        Path product = Path.of(arguments[0]);
        Instant began = Instant.parse(arguments[1]);
        List<Path> jars =
                Stream.of(arguments)
                        .skip(2)
                        .flatMap(Pattern.compile(File.pathSeparator)::splitAsStream)
                        .map(Path::of)
                        .filter(Files::isRegularFile)
                        .toList();

        // Made beside and moved into place: nobody ever sees half a product.
        Path making = product.resolveSibling(product.getFileName() + ".new");
        Path before = product.resolveSibling(product.getFileName() + ".old");
        delete(making);
        delete(before);
        Path lib = Files.createDirectories(making.resolve("lib"));
        for (Path jar : jars) {
            place(jar, lib.resolve(jar.getFileName()));
        }
        Files.writeString(making.resolve("SHA256SUMS"), checksums(making, lib));
        Files.writeString(making.resolve("sbom.cdx.json"), Sbom.of(jars));
        Path built = Files.createFile(making.resolve("built"));
        Files.setLastModifiedTime(built, FileTime.from(began));
        onlyTheOwnerMayWrite(making);

        if (Files.exists(product)) {
            Files.move(product, before);
        }
        Files.move(making, product);
        delete(before);
    }

    /// Copies a jar, rewritten where it has to be.
    private static void place(Path from, Path to) throws IOException {
        try (var jar = new JarFile(from.toFile())) {
            if (jar.stream().noneMatch(it -> isSignature(it) || isOld(jar, it))) {
                Files.copy(from, to);
                return;
            }
            var entries = new TreeMap<String, byte[]>();
            for (var each : jar.stream().filter(it -> !it.isDirectory()).toList()) {
                if (!isSignature(each) && !each.getName().equals(JarFile.MANIFEST_NAME)) {
                    byte[] content = content(jar, each);
                    entries.put(
                            each.getName(),
                            isOld(jar, each) ? withStackMaps(jar, content) : content);
                }
            }
            write(to, mainSection(jar), entries);
        }
    }

    private static void write(Path to, Manifest manifest, Map<String, byte[]> entries)
            throws IOException {
        try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            out.putNextEntry(entry(JarFile.MANIFEST_NAME));
            manifest.write(out);
            for (var each : entries.entrySet()) {
                out.putNextEntry(entry(each.getKey()));
                out.write(each.getValue());
            }
        }
    }

    private static ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        return entry;
    }

    /// The manifest without its sections for single entries, which hold the signed digests.
    private static Manifest mainSection(JarFile jar) throws IOException {
        var kept = new Manifest();
        if (jar.getManifest() != null) {
            kept.getMainAttributes().putAll(jar.getManifest().getMainAttributes());
        }
        kept.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        return kept;
    }

    private static boolean isSignature(ZipEntry entry) {
        return SIGNATURE.matcher(entry.getName()).matches();
    }

    private static boolean isOld(JarFile jar, ZipEntry entry) {
        if (!entry.getName().endsWith(".class")) {
            return false;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return ByteBuffer.wrap(in.readNBytes(8)).getShort(6) < JAVA_6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withStackMaps(JarFile jar, byte[] old) {
        var neighbours =
                ClassHierarchyResolver.ofResourceParsing(name -> {
                    var entry = jar.getJarEntry(internalName(name) + ".class");
                    return entry == null ? null : stream(jar, entry);
                });
        var format =
                ClassFile.of(
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ClassHierarchyResolverOption.of(
                                neighbours.orElse(ClassHierarchyResolver.defaultResolver())));
        return format.transformClass(format.parse(old), Packaging::renew);
    }

    private static void renew(ClassBuilder type, ClassElement element) {
        switch (element) {
            case ClassFileVersion _ -> type.withVersion(ClassFile.latestMajorVersion(), 0);
            case MethodModel method ->
                    type.transformMethod(
                            method,
                            MethodTransform.transformingCode(
                                    looksForGroovy(method) ? WITHOUT_GROOVY : WRITTEN_ANEW));
            default -> type.with(element);
        }
    }

    private static boolean looksForGroovy(MethodModel method) {
        return method.methodName().equalsString("loadClosureClass");
    }

    private static String internalName(ClassDesc name) {
        String descriptor = name.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private static InputStream stream(JarFile jar, ZipEntry entry) {
        try {
            return jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(JarFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /// In the format of `sha256sum`.
    private static String checksums(Path product, Path lib)
            throws IOException, GeneralSecurityException {
        var lines = new StringBuilder();
        for (Path jar : list(lib)) {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(Files.newInputStream(jar), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            lines.append(HexFormat.of().formatHex(digest.digest()))
                    .append("  ")
                    .append(product.relativize(jar))
                    .append('\n');
        }
        return lines.toString();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    /// Whatever the umask of the person who builds: the launcher refuses anything else.
    private static void onlyTheOwnerMayWrite(Path product) throws IOException {
        try (var tree = Files.walk(product)) {
            for (Path each : tree.toList()) {
                String permissions = Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(permissions));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        var paths = new ArrayList<Path>();
        try (var tree = Files.walk(folder)) {
            tree.forEach(paths::add);
        }
        for (Path each : paths.reversed()) {
            Files.delete(each);
        }
    }
}
