package io.muster.discovery.content;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A word that stands in content which some format must look at closely; written in lower case,
/// found in any.
///
/// Rare words are good ones: each file in which one stands is parsed.
enum Trigger {
    PEM("-----begin "),
    /// `-----BEGIN` in base64, at the start of a value.
    BASE64_PEM("ls0tls1crudjti"),
    SSH2_PUBLIC_KEY("---- begin ssh2"),
    SSH_LINE(
            "ssh-rsa aaaa",
            "ssh-dss aaaa",
            "ssh-ed25519 aaaa",
            "ssh-ed448 aaaa",
            "ecdsa-sha2-nistp",
            "sk-ssh-ed25519@",
            "sk-ecdsa-sha2-n",
            "-cert-v01@openssh",
            "ssh-mldsa44-ed25519"),
    PUTTY("putty-user-key-file-"),
    AGE_IDENTITY("age-secret-key-"),
    AGE_RECIPIENT("public key: age1", "recipient: age1", "recipients: age1", "age: age1"),
    KUBECONFIG("certificate-authority", "client-certificate", "current-context"),
    KUBERNETES_SECRET("kind: secret", "kind: \"secret", "\"kind\": \"secret", "\"kind\":\"secret"),
    SERVICE_ACCOUNT("private_key_id"),
    JSON_WEB_KEY(
            "\"kty\":\"rsa",
            "\"kty\": \"rsa",
            "\"kty\":\"ec\"",
            "\"kty\": \"ec\"",
            "\"kty\":\"okp",
            "\"kty\": \"okp",
            "\"kty\":\"akp",
            "\"kty\": \"akp"),
    NGINX("server_name ", "ssl_certificate", "ssl_trusted_cert", "ssl_client_cert"),
    APACHE("<virtualhost ", "sslcertificate", "sslcacertificate", "sslproxymachine", "sslproxyca"),
    HAPROXY("\nfrontend ", "\nbackend ", " ssl crt ", " crt-list ", " ca-file "),
    POSTGRESQL("ssl_cert_file", "ssl_key_file", "ssl_ca_file"),
    SSHD("\nhostkey ", "hostcertificate", "trustedusercakeys", "authorizedkeysfile", "revokedkeys");

    // List.of cannot be changed; the checker knows the interface only.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> words;

    Trigger(String... words) {
        this.words = List.of(words);
    }

    /// Whether a format reads the whole of such content as JSON or YAML.
    boolean opensDocument() {
        return switch (this) {
            case KUBECONFIG, KUBERNETES_SECRET, SERVICE_ACCOUNT, JSON_WEB_KEY -> true;
            case PEM,
                    BASE64_PEM,
                    SSH2_PUBLIC_KEY,
                    SSH_LINE,
                    PUTTY,
                    AGE_IDENTITY,
                    AGE_RECIPIENT,
                    NGINX,
                    APACHE,
                    HAPROXY,
                    POSTGRESQL,
                    SSHD ->
                    false;
        };
    }

    /// The words of all triggers, in a fixed order.
    static List<String> allWords() {
        return Stream.of(values()).flatMap(it -> it.words.stream()).toList();
    }

    /// The triggers of some words, by their number in [#allWords].
    static Set<Trigger> of(BitSet numbers) {
        Set<Trigger> all = EnumSet.noneOf(Trigger.class);
        int from = 0;
        for (Trigger each : numbers.isEmpty() ? new Trigger[0] : values()) {
            int next = numbers.nextSetBit(from);
            from += each.words.size();
            if (next >= 0 && next < from) {
                all.add(each);
            }
        }
        return all;
    }
}
