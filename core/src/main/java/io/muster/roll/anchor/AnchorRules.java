package io.muster.roll.anchor;

import io.muster.model.Identity;
import java.util.List;

/// The rules in their order: what a provider or a standard makes unique comes first, the key itself
/// last.
///
/// To add one: write its record, put its line here, and its paragraph in `docs/identity.md`.
public final class AnchorRules {
    private static final List<AnchorRule> IN_ORDER =
            List.of(
                    new SpiffeId(),
                    new ProviderAccount(),
                    new OauthClient(),
                    new TokenIssuer(),
                    new DeviceSerial(),
                    new StatedOwner(),
                    new CertificateAuthority(),
                    new SignerOrganisation(),
                    new ManagedKeySlot(),
                    new SshHost(),
                    new SshAccount(),
                    new SshCertificateName(),
                    new WildcardUse(),
                    new CertificateNames(),
                    new SameKey(),
                    new ApplicationContext(),
                    new KeyItself());

    private AnchorRules() {}

    public static List<AnchorRule> inOrder() {
        return IN_ORDER;
    }

    /// What the first rule that applies says; never empty, because the last one always applies.
    public static List<Identity> identities(Seen seen) {
        for (AnchorRule rule : IN_ORDER) {
            List<Identity> identities = rule.identities(seen);
            if (!identities.isEmpty()) {
                return identities;
            }
        }
        throw new IllegalStateException("the last rule applies to everything");
    }
}
