package io.muster.discovery.exports;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which column of a declared list holds what.
///
/// @param names the column's header for each field that the list has
public record Columns(Map<Field, String> names) {
    public Columns {
        names = names.isEmpty() ? Map.of() : Map.copyOf(names);
    }

    /// Nothing said: headers are guessed.
    public static final Columns GUESSED = new Columns(Map.of());

    /// What a declared list may tell.
    public enum Field {
        FINGERPRINT(
                "fingerprint sha256 sha256fingerprint fingerprintsha256 thumbprint sha1 certhash"),
        SERIAL("serial serialnumber serialno certserial certificateserial"),
        ISSUER("issuer issuerdn issuername issuedby ca issuingca"),
        NAME(
                "name names commonname cn dns dnsname dnsnames san sans domain domains fqdn service"
                        + " subjectaltname subjectaltnames subjectalternativename"
                        + " subjectalternativenames subject"),
        PLACE("place path file location url endpoint hostport keystore"),
        HOST("host hostname ip ipaddress server address machine"),
        PORT("port tcpport"),
        OWNER("owner team contact responsible department ownedby"),
        TYPE("type kind credentialtype category"),
        EXPIRES(
                "expires expiry expirydate expirationdate expiration notafter validto validuntil"
                        + " enddate expireson");

        /// What the column is usually called, in small letters and digits only.
        private final String headers;

        Field(String headers) {
            this.headers = headers;
        }

        private boolean isCalled(String header) {
            String plain = header.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            return !plain.isEmpty() && (" " + headers + " ").contains(" " + plain + " ");
        }

        /// @throws IllegalArgumentException when `text` names none
        public static Field of(String text) {
            for (Field field : values()) {
                if (field.toString().equals(text)) {
                    return field;
                }
            }
            throw new IllegalArgumentException(
                    "a column is one of " + List.of(values()).toString().toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The column of each field under these headers: what was said, else the first header that is
    /// usually called so.
    ///
    /// @throws IllegalArgumentException when a column was named that is not there
    Map<Field, String> in(List<String> headers) {
        Map<Field, String> found = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            Optional<String> said = Optional.ofNullable(names.get(field));
            if (said.isPresent() && !headers.contains(said.get())) {
                throw new IllegalArgumentException(
                        "the list has no column " + said.get() + " for " + field);
            }
            said.or(() -> headers.stream().filter(field::isCalled).findFirst())
                    .ifPresent(it -> found.put(field, it));
        }
        return found;
    }
}
