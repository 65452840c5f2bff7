package io.muster.catalog;

import java.util.List;

/// Every kind of source, for people: what it looks at and how a target of it is written.
public final class Sources {

    /// @param name as sightings carry it
    /// @param targets how to point at one, an example each
    public record Kind(String name, String summary, List<String> targets) {
        public Kind {
            targets = List.copyOf(targets);
        }
    }

    public static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "files",
                            "Files, folders and the archives in them: certificates, keys, keystores, secrets,"
                                    + " configurations, exports",
                            List.of("/etc", "file:./app.jar")),
                    new Kind(
                            "git",
                            "Every commit of every ref of a repository, each blob once",
                            List.of(
                                    ".",
                                    "git:/srv/repo.git",
                                    "https://git.example.com/team/repo.git")),
                    new Kind(
                            "tls",
                            "The chains that TLS servers present, directly or after STARTTLS, and how they speak",
                            List.of(
                                    "pay.example.com",
                                    "pay.example.com:8443",
                                    "10.0.0.0/24:443,8443",
                                    "10.0.0.1-20:443",
                                    "smtp://mail.example.com",
                                    "postgres://db.example.com")),
                    new Kind(
                            "ssh",
                            "The host keys and certificates that SSH servers prove to have",
                            List.of("ssh://web-3.example.com", "10.0.0.7:22")));

    private Sources() {}
}
