package io.muster.roll;

import static io.muster.roll.Fixtures.NOW;
import static io.muster.roll.Fixtures.certificate;
import static io.muster.roll.Fixtures.jwk;
import static io.muster.roll.Fixtures.key;
import static io.muster.roll.Fixtures.publicKey;
import static io.muster.roll.Fixtures.secret;
import static io.muster.roll.Fixtures.seen;
import static io.muster.roll.Fixtures.sshKey;

import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.Facts;
import io.muster.model.ManagedKey;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.roll.Fixtures.CertificateDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A made-up estate whose every credential is labelled with whose it truly is: the cases of
/// `docs/identity.md`, and hard ones.
///
/// One method a case, in one long file, because a reader wants to see what was thought of. A label
/// is a name that no rule sees. What is foreign has none.
final class Estate {
    private static final String[] WORDS = {
        "pay", "shop", "mail", "wiki", "git", "auth", "db", "cache", "queue", "search", "cdn", "api"
    };

    final List<Observation> observations = new ArrayList<>();
    final Map<CredentialId, Set<String>> labels = new LinkedHashMap<>();
    final Map<CredentialId, String> cases = new LinkedHashMap<>();
    private final Random random;
    private String current = "";
    private int count;

    Estate(long seed, int size) {
        random = new Random(seed);
        while (labels.size() < size) {
            count++;
            one(random.nextInt(100));
        }
    }

    private void one(int draw) {
        if (draw < 22) {
            renewals();
        } else if (draw < 26) {
            otherNamesSameKey();
        } else if (draw < 30) {
            otherNamesSamePlace();
        } else if (draw < 33) {
            otherNamesSameOrder();
        } else if (draw < 35) {
            wildcardOfTwoTeams();
        } else if (draw < 38) {
            cluster();
        } else if (draw < 40) {
            sharedKey();
        } else if (draw < 44) {
            snakeoils();
        } else if (draw < 45) {
            selfSignedServer();
        } else if (draw < 55) {
            sshHost();
        } else if (draw < 57) {
            clonedHosts();
        } else if (draw < 64) {
            userKeys();
        } else if (draw < 70) {
            awsUser();
        } else if (draw < 74) {
            serviceAccount();
        } else if (draw < 78) {
            workload();
        } else if (draw < 83) {
            devices();
        } else if (draw < 85) {
            tokenSigner();
        } else if (draw < 87) {
            codeSigner();
        } else if (draw < 93) {
            repositorySecrets();
        } else if (draw < 96) {
            foreign();
        } else if (draw < 98) {
            internalNames();
        } else {
            reassignedAddress();
        }
        // Once in a while something that nothing observable connects: nobody could get it right.
        if (count % 1500 == 0) {
            movedWithoutTrace();
        }
    }

    private void renewals() {
        current = "renewal";
        String host = host();
        String[] names =
                random.nextBoolean() ? new String[] {host} : new String[] {host, "www." + host};
        int times = 1 + random.nextInt(5);
        for (int i = 0; i < times; i++) {
            String key = "renewal " + count + (random.nextInt(4) == 0 ? "" : " " + i);
            Credential certificate = quarter(certificate(key).dns(names), i).build();
            label(certificate, host);
            add(
                    seen(
                            certificate,
                            Role.STORED,
                            "file://web-"
                                    + random.nextInt(50)
                                    + "/srv/"
                                    + count
                                    + "/"
                                    + i
                                    + ".pem"));
            if (i == times - 1) {
                for (int at = random.nextInt(20); at > 0; at--) {
                    add(
                            seen(
                                    certificate,
                                    Role.SERVED,
                                    "tls://10.1." + at + "." + count % 250 + ":443"));
                }
                if (random.nextInt(3) == 0) {
                    Credential bare = publicKey(key);
                    label(bare, host);
                    add(seen(bare, Role.PRIVATE_KEY, "file://web-1/srv/" + count + "/key.pem"));
                }
            }
        }
    }

    private void otherNamesSameKey() {
        current = "other names, same key";
        String host = host();
        for (int i = 0; i < 3; i++) {
            CertificateDraft draft = quarter(certificate("kept " + count), i).dns(host);
            for (int more = 0; more < i; more++) {
                draft.dns("alias" + more + "." + host);
            }
            Credential certificate = draft.build();
            label(certificate, host);
            add(seen(certificate, Role.STORED, "file://web-2/backup/" + count + "-" + i + ".pem"));
        }
    }

    private void otherNamesSamePlace() {
        current = "other names, same place";
        String host = host();
        boolean repository = random.nextBoolean();
        for (int i = 0; i < 3; i++) {
            Credential certificate =
                    quarter(certificate("place " + count + " " + i), i)
                            .dns(i == 0 ? host : "v" + i + "." + host)
                            .build();
            label(certificate, host);
            Instant at = NOW.minus(Duration.ofDays(90L * (3 - i)));
            add(
                    repository
                            ? seen(
                                    certificate,
                                    Role.STORED,
                                    "git://git.example.org/r"
                                            + count
                                            + "@"
                                            + "%012x".formatted(i + 1)
                                            + ":tls/server.pem",
                                    NOW,
                                    Facts.of("commit", "%012x".formatted(i + 1)))
                            : seen(
                                    certificate,
                                    Role.SERVED,
                                    "tls://" + host + ":443",
                                    at,
                                    Facts.of("nameMatches", true)));
        }
    }

    private void otherNamesSameOrder() {
        current = "other names, same order";
        String host = host();
        for (int i = 1; i <= 3; i++) {
            Credential certificate =
                    quarter(certificate("order " + count + " " + i), i)
                            .dns(i == 1 ? host : "n" + i + "." + host)
                            .build();
            label(certificate, host);
            add(
                    seen(
                            certificate,
                            Role.STORED,
                            "file://web-3/etc/letsencrypt/archive/" + host + "/cert" + i + ".pem"));
        }
    }

    private void wildcardOfTwoTeams() {
        current = "wildcard of two teams";
        String domain = "w" + count + ".example.net";
        Credential wildcard = certificate("wild " + count).dns("*." + domain).build();
        labels.computeIfAbsent(wildcard.id(), _ -> new TreeSet<>());
        for (String team : List.of("pay", "shop")) {
            String file = "file://" + team + "-" + count + "/etc/ssl/wild.pem";
            add(seen(wildcard, Role.STORED, file));
            add(
                    new Observation.Referenced(
                            new Place("file://" + team + "-" + count + "/etc/nginx/nginx.conf"),
                            new Place(file),
                            Facts.of(
                                    Map.of(
                                            "service",
                                            "nginx",
                                            "serverName",
                                            List.of(team + "." + domain)))));
            Credential own =
                    certificate("own " + team + count)
                            .dns(team + "." + domain)
                            .from("2025-06-01T00:00:00Z")
                            .build();
            label(wildcard, team + "." + domain);
            label(own, team + "." + domain);
            add(seen(own, Role.STORED, "file://" + team + "-" + count + "/old/own.pem"));
        }
    }

    /// Every cluster has an authority of the same name and the same names in its certificates.
    private void cluster() {
        current = "cluster, re-created";
        String authority = "cluster ca " + count;
        Credential root = certificate(authority).selfSigned("CN=kubernetes").authority().build();
        label(root, authority);
        add(
                seen(
                        publicKey(authority),
                        Role.PRIVATE_KEY,
                        "file://cp-" + count + "/etc/kubernetes/pki/ca.key"));
        label(publicKey(authority), authority);
        add(seen(root, Role.STORED, "file://cp-" + count + "/etc/kubernetes/pki/ca.crt"));
        for (int year = 0; year < 2; year++) {
            Credential server =
                    quarter(certificate("apiserver " + count + " " + year), year)
                            .subject("CN=kube-apiserver")
                            .issuer("CN=kubernetes", authority)
                            .dns("kubernetes", "kubernetes.default", "kubernetes.default.svc")
                            .ip("10.96.0.1")
                            .build();
            label(server, "apiserver of " + authority);
            add(
                    seen(
                            server,
                            Role.STORED,
                            "file://cp-"
                                    + count
                                    + "/etc/kubernetes/pki/apiserver"
                                    + year
                                    + ".crt"));
            for (int node = 1; node <= 2; node++) {
                Credential kubelet =
                        quarter(certificate("kubelet " + count + " " + node + " " + year), year)
                                .subject("CN=system:node:worker-" + node + ",O=system:nodes")
                                .issuer("CN=kubernetes", authority)
                                .extendedKeyUsage("clientAuth")
                                .build();
                label(kubelet, "kubelet " + node + " of " + authority);
                add(
                        seen(
                                kubelet,
                                Role.STORED,
                                "file://worker-"
                                        + node
                                        + "-"
                                        + count
                                        + "/var/lib/kubelet/pki/"
                                        + year
                                        + ".pem"));
            }
        }
    }

    private void sharedKey() {
        current = "one key of two services";
        for (String team : List.of("a", "b")) {
            String host = team + count + ".example.com";
            Credential certificate = certificate("shared " + count).dns(host).build();
            label(certificate, host);
            add(seen(certificate, Role.STORED, "file://" + team + count + "/etc/tls.pem"));
        }
    }

    private void snakeoils() {
        current = "snakeoil";
        for (int i = 0; i < 4; i++) {
            CertificateDraft draft = certificate("snake " + count + " " + i);
            switch (i) {
                case 0 -> draft.selfSigned("CN=localhost").dns("localhost");
                case 1 -> draft.selfSigned("CN=ubuntu").dns("ubuntu");
                case 2 -> draft.issuer("CN=Lab CA", "lab").ip("192.168.1." + count % 250);
                default ->
                        draft.selfSigned("CN=TRAEFIK DEFAULT CERT")
                                .dns("localhost")
                                .ip("127.0.0.1");
            }
            Credential certificate = draft.build();
            label(certificate, "snakeoil " + count + " " + i);
            for (int at = 0; at <= random.nextInt(3); at++) {
                add(
                        seen(
                                certificate,
                                Role.STORED,
                                "file://image-"
                                        + count
                                        + "-"
                                        + at
                                        + "/etc/ssl/certs/ssl-cert-snakeoil.pem"));
            }
        }
    }

    /// An appliance that says cA and made itself a new certificate, beside an authority that has a
    /// server's name too and has issued something.
    private void selfSignedServer() {
        current = "self-signed server";
        String host = host();
        for (int year = 0; year < 2; year++) {
            Credential own =
                    certificate("own " + count + " " + year)
                            .selfSigned("CN=" + host)
                            .authority()
                            .build();
            label(own, host);
            add(
                    seen(
                            own,
                            Role.SERVED,
                            "tls://10." + count / 250 + "." + count % 250 + "." + year + ":8443"));
        }
        String name = "ca" + count + ".example.com";
        Credential authority = certificate(name).selfSigned("CN=" + name).authority().build();
        Credential issued = certificate(host).issuer("CN=" + name, name).dns(host).build();
        label(authority, "authority " + name);
        label(issued, host);
        add(seen(authority, Role.SERVED, "tls://" + name + ":443"));
        add(seen(issued, Role.STORED, "file://" + host + "/etc/tls.pem"));
    }

    private void sshHost() {
        current = "ssh host";
        boolean named = random.nextInt(5) > 0;
        String host =
                named ? "h" + count + ".example.com" : "10.2." + count / 250 + "." + count % 250;
        for (String type : List.of("rsa", "ecdsa", "ed25519")) {
            Credential hostKey = sshKey("host " + count + " " + type);
            label(hostKey, "host " + host);
            add(seen(hostKey, Role.SERVED, "ssh://" + host + ":22"));
            if (random.nextInt(3) == 0) {
                add(seen(hostKey, Role.TRUSTED, "file://laptop/home/u/.ssh/known_hosts:" + count));
            }
        }
    }

    private void clonedHosts() {
        current = "cloned hosts";
        Credential hostKey = sshKey("clone " + count);
        for (int i = 0; i < 3; i++) {
            label(hostKey, "host clone" + count + "-" + i);
            add(seen(hostKey, Role.SERVED, "ssh://clone" + count + "-" + i + ".example.com:22"));
            Credential own = sshKey("clone's own " + count + " " + i);
            label(own, "host clone" + count + "-" + i);
            add(
                    seen(
                            own,
                            Role.STORED,
                            "file://clone"
                                    + count
                                    + "-"
                                    + i
                                    + ".example.com/etc/ssh/ssh_host_ed25519_key.pub"));
        }
    }

    private void userKeys() {
        current = "ssh user";
        for (String type : List.of("rsa", "ed25519")) {
            Credential held = sshKey("user " + count + " " + type);
            label(held, "user u" + count);
            add(
                    seen(
                            held,
                            Role.PRIVATE_KEY,
                            "file://laptop-"
                                    + count
                                    + "/export/home/u"
                                    + count
                                    + "/.ssh/id_"
                                    + type));
            add(
                    seen(
                            held,
                            Role.STORED,
                            "file://laptop-"
                                    + count
                                    + "/export/home/u"
                                    + count
                                    + "/.ssh/id_"
                                    + type
                                    + ".pub"));
            add(authorized(held, 1 + random.nextInt(200)));
        }
        Credential unknown = sshKey("authorised " + count);
        label(unknown, "key " + count);
        for (int i = 0; i < 5; i++) {
            add(authorized(unknown, random.nextInt(500)));
        }
    }

    private Observation authorized(Credential key, int host) {
        return seen(
                key,
                Role.AUTHORIZED,
                "file://web-" + host + "/export/home/app/.ssh/authorized_keys:" + count,
                NOW,
                Facts.of("account", "app"));
    }

    private void awsUser() {
        current = "cloud user";
        String account = "%012d".formatted(1000 + count % 7);
        Anchor user = new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:" + account, "user/u" + count);
        for (int slot = 1; slot <= 1 + random.nextInt(2); slot++) {
            Credential accessKey =
                    secret(
                            "aws " + count + " " + slot,
                            Optional.of("AKIAQ" + base32(count * 2L + slot, 15)));
            label(accessKey, "cloud user " + count);
            add(
                    seen(
                            accessKey,
                            Role.REGISTERED,
                            "aws://" + account + "/user/u" + count + "/" + slot,
                            user));
            if (random.nextInt(4) == 0) {
                add(
                        seen(
                                accessKey,
                                Role.STORED,
                                "git://git.example.org/leak" + count + "@0123456789ab:env#L1"));
            }
        }
    }

    private void serviceAccount() {
        current = "service account, re-created";
        for (int life = 0; life < 2; life++) {
            Anchor anchor =
                    new Anchor(
                            Anchor.Kind.SERVICE_ACCOUNT,
                            "k8s:c" + count % 9,
                            "ns/deployer" + count + "/uid-" + count + "-" + life);
            for (int token = 0; token < 2; token++) {
                Credential one =
                        secret("token " + count + " " + life + " " + token, Optional.empty());
                label(one, "service account " + count + " life " + life);
                add(
                        seen(
                                one,
                                Role.STORED,
                                "k8s://c" + count % 9 + "/ns/secret/deployer-token-" + life + token,
                                anchor));
            }
        }
    }

    private void workload() {
        current = "workload";
        for (int i = 0; i < 3; i++) {
            Credential svid =
                    quarter(certificate("svid " + count + " " + i), i)
                            .uri("spiffe://prod.example/ns/n" + count + "/sa/api")
                            .build();
            label(svid, "workload " + count);
            add(
                    seen(
                            svid,
                            Role.SERVED,
                            "tls://10.3." + count / 250 + "." + count % 250 + ":8443",
                            NOW.plus(Duration.ofDays(i)),
                            Facts.NONE));
        }
    }

    private void devices() {
        current = "device";
        Credential matter =
                certificate("dac " + count)
                        .subject("CN=Matter DAC Mvid:FFF1 Mpid:8000")
                        .issuer("CN=Matter PAI", "pai")
                        .build();
        label(matter, "matter device " + count);
        add(seen(matter, Role.STORED, "file://factory/dac/" + count + ".der"));
        for (int i = 0; i < 2; i++) {
            Credential identifier =
                    quarter(certificate("ldevid " + count + " " + i), i)
                            .subject("SERIALNUMBER=SN-" + count + ",O=Meters AG")
                            .issuer(i == 0 ? "CN=Factory" : "CN=Operator", "i" + i)
                            .build();
            label(identifier, "meter " + count);
            add(seen(identifier, Role.STORED, "file://registry/" + count + "/" + i + ".pem"));
        }
    }

    private void tokenSigner() {
        current = "token signer";
        for (int i = 0; i < 3; i++) {
            Credential signing = jwk("issuer " + count + " " + i);
            label(signing, "issuer " + count);
            add(
                    seen(
                            signing,
                            Role.SERVED,
                            "https://login" + count + ".example.com/jwks",
                            NOW,
                            Facts.of("issuer", "https://login" + count + ".example.com")));
        }
    }

    private void codeSigner() {
        current = "code signer";
        for (int i = 0; i < 2; i++) {
            Credential signing =
                    quarter(certificate("sign " + count + " " + i), i)
                            .subject("CN=Release " + i + ",O=Maker " + count + ",C=DE")
                            .issuer("CN=Code CA " + i, "code " + i)
                            .extendedKeyUsage("codeSigning")
                            .build();
            label(signing, "maker " + count);
            add(seen(signing, Role.STORED, "file://build/" + count + "/" + i + ".pem"));
            Credential slot =
                    new ManagedKey(
                            "pkcs11",
                            "token=" + count + ";object=" + i,
                            "",
                            Optional.empty(),
                            Optional.of(key("sign " + count + " " + i)));
            label(slot, "maker " + count);
            add(seen(slot, Role.REGISTERED, "pkcs11://hsm/" + count + "/" + i));
        }
    }

    private void repositorySecrets() {
        current = "secret";
        String repository = "git.example.org/app" + count;
        for (int i = 0; i < 3; i++) {
            Credential one = secret("secret " + count + " " + i, Optional.empty());
            label(one, "repository " + repository);
            add(
                    seen(
                            one,
                            Role.STORED,
                            "git://" + repository + "@%012x:config/%d.yml:3".formatted(i, i)));
            if (i == 0 && random.nextInt(4) == 0) {
                label(one, "repository git.example.org/copy" + count);
                add(
                        seen(
                                one,
                                Role.STORED,
                                "git://git.example.org/copy" + count + "@0123456789ab:.env#L1"));
            }
        }
    }

    private void foreign() {
        current = "foreign";
        Credential root =
                certificate("root " + count)
                        .selfSigned("CN=Public Root " + count)
                        .authority()
                        .build();
        Credential known = sshKey("known " + count);
        labels.put(root.id(), Set.of());
        labels.put(known.id(), Set.of());
        cases.put(root.id(), current);
        cases.put(known.id(), current);
        for (int host = 0; host < 5; host++) {
            add(
                    seen(
                            root,
                            Role.TRUSTED,
                            "file://web-" + host + "/etc/ssl/certs/r" + count + ".pem"));
            add(
                    seen(
                            known,
                            Role.TRUSTED,
                            "file://web-" + host + "/export/home/app/.ssh/known_hosts:" + count));
        }
    }

    /// The same internal name from two authorities is two services; a re-keyed authority goes on
    /// with the same files.
    private void internalNames() {
        current = "internal name";
        for (String site : List.of("north", "south")) {
            for (int i = 0; i < 2; i++) {
                Credential certificate =
                        quarter(certificate("internal " + count + site + i), i)
                                .dns("db" + count + ".corp")
                                .issuer(
                                        "CN=" + site + " CA",
                                        site + " ca " + (count % 2 == 0 ? i : 0))
                                .build();
                label(certificate, site + " db" + count);
                add(
                        seen(
                                certificate,
                                Role.STORED,
                                "file://db-" + site + "-" + count + "/etc/db.pem",
                                NOW.minus(Duration.ofDays(100L * (2 - i))),
                                Facts.NONE));
            }
        }
    }

    private void reassignedAddress() {
        current = "address with another tenant";
        for (int i = 0; i < 2; i++) {
            String host = "tenant" + i + "." + host();
            Credential certificate =
                    quarter(certificate("tenant " + count + " " + i), i).dns(host).build();
            label(certificate, host);
            add(
                    seen(
                            certificate,
                            Role.SERVED,
                            "tls://198.51.100." + count % 250 + ":443",
                            NOW.minus(Duration.ofDays(200L * (2 - i))),
                            Facts.NONE));
        }
    }

    private void movedWithoutTrace() {
        current = "other names, key and place";
        for (int i = 0; i < 2; i++) {
            Credential certificate =
                    quarter(certificate("moved " + count + " " + i), i)
                            .dns("moved" + i + "." + host())
                            .build();
            label(certificate, "moved " + count);
            add(seen(certificate, Role.STORED, "file://m" + i + "-" + count + "/tls.pem"));
        }
    }

    private String host() {
        return WORDS[random.nextInt(WORDS.length)] + count + ".example.com";
    }

    private static CertificateDraft quarter(CertificateDraft draft, int number) {
        return draft.from(Instant.parse("2025-06-01T00:00:00Z").plus(Duration.ofDays(80L * number)))
                .serialNumber("%02x".formatted(number + 1));
    }

    private static String base32(long value, int digits) {
        StringBuilder text = new StringBuilder();
        for (int i = digits - 1; i >= 0; i--) {
            text.append(
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                            .charAt((int) (value >> Math.min(5 * i, 62)) & 31));
        }
        return text.toString();
    }

    private void label(Credential credential, String label) {
        labels.computeIfAbsent(credential.id(), _ -> new TreeSet<>()).add(label);
        cases.putIfAbsent(credential.id(), current);
    }

    private void add(Observation observation) {
        observations.add(observation);
    }
}
