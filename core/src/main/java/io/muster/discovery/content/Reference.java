package io.muster.discovery.content;

import io.muster.model.Facts;
import java.util.List;

/// A configuration's line that names a file of certificates or keys.
///
/// @param purpose `certificate`, `private-key`, `chain`, `client-ca`, `trust`
/// @param file as written
record Reference(String purpose, String file, long line) {

    /// The purpose of a file that is more of the configuration; may have `*` and `?` in its name.
    static final String INCLUDE = "include";

    /// The purpose of a file that lists certificates of HAProxy.
    static final String CERTIFICATE_LIST = "certificate-list";

    /// @param serverNames of the service that uses the file, empty when the configuration does not
    ///   say
    /// @param listens likewise
    Facts facts(String service, List<String> serverNames, List<String> listens) {
        Facts facts = Facts.of("service", service).with("purpose", purpose).with("line", line);
        facts = serverNames.isEmpty() ? facts : facts.with("serverName", serverNames);
        return listens.isEmpty() ? facts : facts.with("listen", listens);
    }
}
