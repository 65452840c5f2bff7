package io.muster.x509;

import io.muster.model.Malformed;
import io.muster.x509.ExtensionValue.BasicConstraints;
import io.muster.x509.ExtensionValue.ExtendedKeyUsage;
import io.muster.x509.ExtensionValue.KeyUsage;
import io.muster.x509.ExtensionValue.SubjectAltName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The extensions in their order. Of an extension that stands twice the first counts; the second is
/// a fault ([Fault.Kind#DUPLICATE_EXTENSION]), for which validation refuses the certificate.
public record Extensions(List<Extension> all) {
    public static final Extensions NONE = new Extensions(List.of());

    /// Real certificates have fewer than 20.
    private static final int MAX_COUNT = 256;

    public Extensions {
        all = List.copyOf(all);
    }

    static Extensions decode(Der sequence, Faults faults) throws Malformed {
        DerCursor entries = sequence.children(Der.SEQUENCE, "extensions");
        List<Extension> all = new ArrayList<>(10);
        while (entries.hasNext()) {
            Extension extension = decodeOne(entries.next(), faults);
            for (Extension earlier : all) {
                if (earlier.oid().equals(extension.oid())) {
                    faults.add(Fault.Kind.DUPLICATE_EXTENSION, extension.oid().dotted());
                }
            }
            all.add(extension);
            if (all.size() > MAX_COUNT) {
                throw new Malformed("more than " + MAX_COUNT + " extensions");
            }
        }
        if (all.isEmpty()) {
            faults.add(Fault.Kind.EMPTY_EXTENSIONS, "the list of extensions is empty");
        }
        return new Extensions(all);
    }

    private static Extension decodeOne(Der entry, Faults faults) throws Malformed {
        DerCursor fields = entry.children(Der.SEQUENCE, "extension");
        Oid oid = fields.next(Der.OBJECT_IDENTIFIER, "extension").oid("extension");
        boolean critical = false;
        if (fields.at(Der.BOOLEAN)) {
            critical = fields.next().bool("critical");
            entry.note(!critical, Deviation.DEFAULT_VALUE);
        }
        Der content = fields.next(Der.OCTET_STRING, "extension");
        fields.end();
        ExtensionValue value = ExtensionReader.read(oid, content, faults);
        return new Extension(oid, critical, content.contentBytes(), value);
    }

    public Optional<Extension> find(Oid oid) {
        for (Extension extension : all) {
            if (extension.oid().equals(oid)) {
                return Optional.of(extension);
            }
        }
        return Optional.empty();
    }

    /// The decoded value of a kind: `find(BasicConstraints.class)`.
    public <V extends ExtensionValue> Optional<V> find(Class<V> kind) {
        for (Extension extension : all) {
            if (kind.isInstance(extension.value())) {
                return Optional.of(kind.cast(extension.value()));
            }
        }
        return Optional.empty();
    }

    public boolean isCritical(Oid oid) {
        return find(oid).map(Extension::critical).orElse(false);
    }

    public Optional<BasicConstraints> basicConstraints() {
        return find(BasicConstraints.class);
    }

    public Optional<KeyUsage> keyUsage() {
        return find(KeyUsage.class);
    }

    public Optional<ExtendedKeyUsage> extendedKeyUsage() {
        return find(ExtendedKeyUsage.class);
    }

    /// The names of subjectAltName; none when it is absent.
    public List<GeneralName> subjectAltNames() {
        return find(SubjectAltName.class).map(SubjectAltName::names).orElse(List.of());
    }
}
