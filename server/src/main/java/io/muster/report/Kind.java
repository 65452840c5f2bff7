package io.muster.report;

import java.util.Arrays;
import java.util.Optional;

/// What a report is about.
public enum Kind {
    DORA("dora", "DORA: controls, and the register of certificates"),
    PCI_DSS("pci-dss", "PCI DSS: controls"),
    SOC2("soc2", "SOC 2: controls"),
    NIST_CSF("nist-csf", "NIST Cybersecurity Framework: controls"),
    NIS2("nis2", "NIS2: controls"),
    ISO27001("iso27001", "ISO/IEC 27001: controls"),
    NHI_TOP_10("nhi-top-10", "OWASP Non-Human Identities Top 10"),
    CBOM("cbom", "Cryptography bill of materials"),
    MONTHLY("monthly", "Monthly summary");

    private final String id;
    private final String title;

    Kind(String id, String title) {
        this.id = id;
        this.title = title;
    }

    public static Optional<Kind> named(String id) {
        return Arrays.stream(values()).filter(it -> it.id.equals(id)).findFirst();
    }

    /// For people.
    public String title() {
        return title;
    }

    /// Whether it can be written so: a bill of materials is JSON.
    public boolean hasFormat(Format format) {
        return switch (format) {
            case JSON -> true;
            case JSON_1_7 -> this == CBOM;
            case HTML, PDF -> this != CBOM;
        };
    }

    /// Its id; of a framework's report that of the framework.
    @Override
    public String toString() {
        return id;
    }
}
