package io.muster.app;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.muster.access.TeamTree;
import io.muster.access.machine.ClientCertificates;
import io.muster.access.machine.Glob;
import io.muster.access.machine.IssuerKeys;
import io.muster.access.machine.MachineRoutes;
import io.muster.access.machine.MachineRule;
import io.muster.access.machine.MachineSignIn;
import io.muster.access.machine.MachineUses;
import io.muster.access.machine.TokenIssuer;
import io.muster.access.oidc.Outbound;
import io.muster.alerts.Channel.Undelivered;
import io.muster.channels.Trust;
import io.muster.config.MachineSettings;
import io.muster.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/// The door for machines, as the configuration wants it.
///
/// @param anchors those of whose certificates a client may show one
record MachineDoor(
        MachineSignIn signIn, List<X509Certificate> anchors, MachineUses uses, HttpClients http) {
    private static final Duration CONNECTING_MAX = Duration.ofSeconds(5);

    /// How long a machine is remembered that comes no more.
    private static final Duration REMEMBERED = Duration.ofDays(400);

    /// @throws IOException when what is configured cannot be used
    static MachineDoor of(
            MachineSettings settings, TeamTree teams, MachineUses uses, InstantSource clock)
            throws IOException {
        List<X509Certificate> anchors =
                settings.anchors().isPresent() ? certificates(settings.anchors().get()) : List.of();
        HttpClients http = new HttpClients(new ArrayList<>());
        List<TokenIssuer> issuers = new ArrayList<>();
        for (MachineSettings.Issuer it : settings.issuers()) {
            issuers.add(
                    new TokenIssuer(
                            it.issuer().toString(),
                            it.audience(),
                            keys(it, http),
                            it.once() ? TokenIssuer.Use.ONCE : TokenIssuer.Use.MANY));
        }
        List<MachineRule> rules = new ArrayList<>();
        for (MachineSettings.Rule rule : settings.rules()) {
            rules.add(rule(rule));
        }
        Revoked revoked = new Revoked(settings.crls(), clock);
        if (!settings.crls().isEmpty()) {
            revoked.read();
        }
        return new MachineDoor(
                new MachineSignIn(
                        rules,
                        anchors.isEmpty()
                                ? Optional.empty()
                                : Optional.of(certificates(anchors, revoked, clock)),
                        issuers,
                        teams,
                        uses,
                        clock),
                anchors,
                uses,
                http);
    }

    private static ClientCertificates certificates(
            List<X509Certificate> anchors, Revoked revoked, InstantSource clock)
            throws IOException {
        try {
            return new ClientCertificates(anchors, revoked, clock);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    List<Route> routes() {
        return new MachineRoutes(signIn, uses).routes();
    }

    void sweep(Instant now) {
        uses.sweep(now.minus(REMEMBERED), now);
    }

    /// What asks for keys; ended with the server.
    record HttpClients(List<HttpClient> all) implements AutoCloseable {
        @Override
        public void close() {
            all.forEach(HttpClient::shutdownNow);
        }
    }

    private static MachineRule rule(MachineSettings.Rule rule) throws IOException {
        try {
            return new MachineRule(
                    rule.name(),
                    proof(rule),
                    Serve.permissions(rule.scope()),
                    rule.places(),
                    rule.teams());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "machines.rules, '%s': %s".formatted(rule.name(), e.getMessage()), e);
        }
    }

    private static MachineRule.Proof proof(MachineSettings.Rule rule) {
        if (rule.issuer().isPresent()) {
            return new MachineRule.Proof.Token(
                    rule.issuer().get(),
                    rule.claims().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey, it -> new Glob(it.getValue()))));
        }
        String san = rule.san().orElseThrow();
        int colon = san.indexOf(':');
        return new MachineRule.Proof.Certificate(
                rule.signedBy().map(X500Principal::new),
                MachineRule.Kind.valueOf(san.substring(0, colon).toUpperCase(Locale.ROOT)),
                new Glob(san.substring(colon + 1)));
    }

    private static JWKSource<SecurityContext> keys(MachineSettings.Issuer it, HttpClients http)
            throws IOException {
        if (it.keysFile().isPresent()) {
            return IssuerKeys.in(it.keysFile().get());
        }
        try {
            HttpClient client =
                    HttpClient.newBuilder()
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .connectTimeout(CONNECTING_MAX)
                            .sslContext(new Trust(it.ca()).context())
                            .build();
            http.all().add(client);
            if (it.keys().isPresent()) {
                URI keys = it.keys().get();
                return IssuerKeys.at(keys, new Outbound(keys, List.of(), client));
            }
            return IssuerKeys.of(
                    it.issuer().toString(), new Outbound(it.issuer(), it.hosts(), client));
        } catch (Undelivered e) {
            throw new IOException("machines.issuers, ca: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (all.isEmpty()) {
                throw new IOException("machines.anchors: no certificate in " + file);
            }
            return all;
        } catch (CertificateException e) {
            throw new IOException("machines.anchors: %s cannot be read".formatted(file), e);
        }
    }
}
