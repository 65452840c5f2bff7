package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.testing.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// All certificates, requests and revocation lists of the corpora.
final class X509Corpora {
    enum Kind {
        CERTIFICATE,
        REQUEST,
        LIST
    }

    record Sample(String file, Kind kind, Bytes content) {
        @Override
        public String toString() {
            return file + " " + kind;
        }
    }

    private X509Corpora() {}

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        for (String corpus :
                List.of("zlint", "pqc-certificates", "ct-rfc6962", "spiffe", "pkits", "cmp")) {
            samples.addAll(of(corpus));
        }
        return samples;
    }

    static List<Sample> of(String corpus) {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Corpus.path(corpus))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                if (file.toString().endsWith(".zip")) {
                    unzip(file, samples);
                } else {
                    add(file.toString(), content, samples);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return samples;
    }

    private static void unzip(Path file, List<Sample> samples) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                add(file + "!" + entry.getName(), zip.readAllBytes(), samples);
            }
        }
    }

    private static void add(String name, byte[] content, List<Sample> samples) {
        boolean der = content.length > 0 && content[0] == 0x30;
        if (der && name.endsWith(".crl")) {
            samples.add(new Sample(name, Kind.LIST, Bytes.of(content)));
        } else if (der && (name.endsWith(".crt") || isPostQuantumCertificate(name))) {
            samples.add(new Sample(name, Kind.CERTIFICATE, Bytes.of(content)));
        } else if (!der) {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            for (Pem.Block block : Pem.blocks(text)) {
                addBlock(name, block, samples);
            }
        }
    }

    private static boolean isPostQuantumCertificate(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.endsWith(".der") && (file.contains("_ta") || file.contains("_ee"));
    }

    private static void addBlock(String name, Pem.Block block, List<Sample> samples) {
        switch (block.label()) {
            case "CERTIFICATE" -> samples.add(new Sample(name, Kind.CERTIFICATE, block.content()));
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" ->
                    samples.add(new Sample(name, Kind.REQUEST, block.content()));
            case "X509 CRL" -> samples.add(new Sample(name, Kind.LIST, block.content()));
            default -> {
                // Keys, messages and OCSP answers belong to other packages.
            }
        }
    }
}
