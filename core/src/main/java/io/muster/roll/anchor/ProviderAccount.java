package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Identity;
import io.muster.model.Secret;
import io.muster.model.X509Certificate;
import java.util.List;
import java.util.Optional;

/// An account at a provider: stated by the provider itself, or told by the credential.
///
/// - A Kubernetes client certificate names its account in the common name (`system:node:web-1`);
///   the realm is the key that signed it, because every cluster calls its own authority
///   `kubernetes`.
/// - An AWS access key id tells the AWS account; which user it is only the provider knows.
record ProviderAccount() implements AnchorRule {

    @Override
    public String name() {
        return "provider-account";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        List<Identity> stated =
                seen.statedAs(name(), Anchor.Kind.SERVICE_ACCOUNT, Anchor.Kind.AI_AGENT);
        if (!stated.isEmpty()) {
            return stated;
        }
        return switch (seen.credential()) {
            case X509Certificate certificate -> kubernetes(certificate).stream().toList();
            case Secret secret -> aws(secret).stream().toList();
            case Credential _ -> List.of();
        };
    }

    private Optional<Identity> kubernetes(X509Certificate certificate) {
        DistinguishedName subject = DistinguishedName.of(certificate.subject());
        Optional<String> account = subject.first("CN");
        boolean administrators = subject.first("O").filter("system:masters"::equals).isPresent();
        if (account.isEmpty() || !(account.get().startsWith("system:") || administrators)) {
            return Optional.empty();
        }
        return Optional.of(
                new Identity(
                        new Anchor(
                                Anchor.Kind.SERVICE_ACCOUNT,
                                IssuerRealm.of(certificate),
                                account.get()),
                        name(),
                        List.of(
                                "subject " + certificate.subject(),
                                "a Kubernetes client certificate of the cluster whose authority is "
                                        + IssuerRealm.of(certificate))));
    }

    private Optional<Identity> aws(Secret secret) {
        String id = secret.publicId().orElse("");
        return AwsAccessKeyId.account(id)
                .map(account ->
                        new Identity(
                                new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:" + account, id),
                                name(),
                                List.of(
                                        "key id " + id + " belongs to AWS account " + account,
                                        "which user it is, only AWS tells")));
    }
}
