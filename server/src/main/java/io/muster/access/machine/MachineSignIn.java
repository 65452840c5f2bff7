package io.muster.access.machine;

import com.nimbusds.jwt.JWTClaimsSet;
import io.muster.access.Machines;
import io.muster.access.TeamTree;
import io.muster.http.Caller;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Reach;
import io.muster.http.Request;
import io.muster.http.Rights;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Lets machines in as the rules say: the first that fits. Each request is looked at anew, so what
/// is revoked is out with the next list, and what expires while a connection is open is out then.
public final class MachineSignIn implements Machines {
    private final List<MachineRule> rules;
    private final Optional<ClientCertificates> certificates;
    private final WorkloadTokens tokens;
    private final TeamTree teams;
    private final MachineUses uses;
    private final InstantSource clock;

    /// @param certificates how they are checked; empty when none are taken
    public MachineSignIn(
            List<MachineRule> rules,
            Optional<ClientCertificates> certificates,
            List<TokenIssuer> issuers,
            TeamTree teams,
            MachineUses uses,
            InstantSource clock) {
        this.rules = List.copyOf(rules);
        this.certificates = certificates;
        this.tokens = new WorkloadTokens(issuers, uses, clock);
        this.teams = teams;
        this.uses = uses;
        this.clock = clock;
    }

    /// The rules, in order.
    public List<MachineRule> rules() {
        return rules;
    }

    @Override
    public Optional<Caller> byToken(Request request, String token) {
        if (tokens.issuers().isEmpty()) {
            return Optional.empty();
        }
        try {
            JWTClaimsSet claims = tokens.believed(token, request.certificates());
            for (MachineRule rule : rules) {
                if (rule.proof() instanceof MachineRule.Proof.Token proof
                        && proof.issuer().equals(claims.getIssuer())
                        && proof.claims().entrySet().stream().allMatch(it -> claims(claims, it))) {
                    return Optional.of(caller(rule, claims.getSubject(), MachineUses.Way.TOKEN));
                }
            }
            throw new Unbelieved(
                    "Your token is good, but no rule of machines.rules lets in '%s' with its claims."
                            .formatted(claims.getSubject()));
        } catch (Unbelieved e) {
            throw Problem.NOT_SIGNED_IN.because(e.reason());
        }
    }

    private static boolean claims(JWTClaimsSet claims, Map.Entry<String, Glob> wanted) {
        Object value = claims.getClaims();
        String rest = wanted.getKey();
        while (!rest.isEmpty() && value instanceof Map<?, ?> members) {
            // A name may have a slash in it: the whole goes before its parts.
            int slash = members.containsKey(rest) ? -1 : rest.indexOf('/');
            value = members.get(slash < 0 ? rest : rest.substring(0, slash));
            rest = slash < 0 ? "" : rest.substring(slash + 1);
        }
        if (!rest.isEmpty()) {
            return false;
        }
        return switch (value) {
            case Collection<?> many ->
                    many.stream()
                            .anyMatch(
                                    it -> it instanceof String && wanted.getValue().fits("" + it));
            case String text -> wanted.getValue().fits(text);
            case Boolean yes -> wanted.getValue().fits("" + yes);
            case Number number -> wanted.getValue().fits("" + number);
            case null, default -> false;
        };
    }

    @Override
    public Optional<Caller> byCertificate(Request request) {
        if (certificates.isEmpty() || request.certificates().isEmpty()) {
            return Optional.empty();
        }
        try {
            X509Certificate leaf = certificates.get().believed(request.certificates());
            for (MachineRule rule : rules) {
                if (rule.proof() instanceof MachineRule.Proof.Certificate proof) {
                    Optional<String> name = name(leaf, proof);
                    if (name.isPresent()) {
                        return Optional.of(caller(rule, name.get(), MachineUses.Way.CERTIFICATE));
                    }
                }
            }
            throw new Unbelieved(
                    "Your certificate is good, but no rule of machines.rules lets in one of its names: "
                            + names(leaf));
        } catch (Unbelieved e) {
            throw Problem.NOT_SIGNED_IN.because(e.reason());
        } catch (CertificateParsingException e) {
            throw Problem.NOT_SIGNED_IN.because("The names in your certificate cannot be read.");
        }
    }

    private static Optional<String> name(X509Certificate leaf, MachineRule.Proof.Certificate proof)
            throws CertificateParsingException {
        if (proof.issuer().isPresent()
                && !proof.issuer().get().equals(leaf.getIssuerX500Principal())) {
            return Optional.empty();
        }
        List<String> names = names(leaf, proof.kind());
        // An X.509-SVID has one URI (SPIFFE X509-SVID, section 2): of two, which would it be?
        if (proof.kind() == MachineRule.Kind.URI && names.size() > 1) {
            return Optional.empty();
        }
        return names.stream().filter(proof.name()::fits).findFirst();
    }

    private static List<String> names(X509Certificate leaf, MachineRule.Kind kind)
            throws CertificateParsingException {
        Collection<List<?>> all = leaf.getSubjectAlternativeNames();
        return all == null
                ? List.of()
                : all.stream()
                        .filter(it -> it.get(0).equals(kind.tag()))
                        .map(it -> kind.canonical(String.valueOf(it.get(1))))
                        .toList();
    }

    private static String names(X509Certificate leaf) throws CertificateParsingException {
        List<String> names =
                Stream.concat(
                                names(leaf, MachineRule.Kind.DNS).stream(),
                                names(leaf, MachineRule.Kind.URI).stream())
                        .limit(10)
                        .toList();
        return names.isEmpty() ? "it has no dNSName and no URI." : String.join(", ", names) + ".";
    }

    private Caller caller(MachineRule rule, String subject, MachineUses.Way way) {
        uses.note(rule.name(), subject, way, clock.instant());
        Rights known = Rights.everywhere(Set.of(Permission.KNOWN));
        Set<Permission> scope = EnumSet.copyOf(rule.scope());
        Rights rights =
                known.and(
                        rule.teams().isEmpty()
                                ? Rights.everywhere(scope)
                                : Rights.reaching(
                                        scope,
                                        new Reach.Teams(teams.below(Set.copyOf(rule.teams())))));
        return new Caller(
                Caller.Kind.MACHINE,
                rule.name() + "/" + subject,
                "machine:" + rule.name(),
                rights,
                rule.places());
    }
}
