package io.muster.catalog;

import io.muster.policy.Check;
import io.muster.policy.checks.Condition;
import io.muster.policy.checks.Expired;
import io.muster.policy.checks.ExpiresWithin;
import io.muster.policy.checks.FactIsTrue;
import io.muster.policy.checks.Faults;
import io.muster.policy.checks.InRepository;
import io.muster.policy.checks.InTwoEnvironments;
import io.muster.policy.checks.KeyOnManyHosts;
import io.muster.policy.checks.KeyShared;
import io.muster.policy.checks.KeyStrength;
import io.muster.policy.checks.KeyWeakness;
import io.muster.policy.checks.LifetimeOver;
import io.muster.policy.checks.MissingSubjectAltName;
import io.muster.policy.checks.NameMismatch;
import io.muster.policy.checks.NeverExpires;
import io.muster.policy.checks.NotReviewed;
import io.muster.policy.checks.NotServed;
import io.muster.policy.checks.NotYetValid;
import io.muster.policy.checks.OlderThan;
import io.muster.policy.checks.QuantumVulnerableUntil;
import io.muster.policy.checks.ReadableByOthers;
import io.muster.policy.checks.Revoked;
import io.muster.policy.checks.RootAuthorized;
import io.muster.policy.checks.Sealed;
import io.muster.policy.checks.SecretInFile;
import io.muster.policy.checks.SecretInPlaces;
import io.muster.policy.checks.SelfSigned;
import io.muster.policy.checks.Served;
import io.muster.policy.checks.SignatureStrength;
import io.muster.policy.checks.Silent;
import io.muster.policy.checks.Untrusted;
import io.muster.policy.checks.Unused;
import io.muster.policy.checks.Wildcard;
import io.muster.policy.checks.WithoutPassphrase;
import io.muster.policy.checks.WithoutPrincipals;
import java.util.Map;

/// Every kind of check, by its name in a policy file.
public final class Checks {
    public static final Map<String, Class<? extends Check>> KINDS =
            Map.ofEntries(
                    Map.entry("condition", Condition.class),
                    Map.entry("expired", Expired.class),
                    Map.entry("expires-within", ExpiresWithin.class),
                    Map.entry("fact-is-true", FactIsTrue.class),
                    Map.entry("faults", Faults.class),
                    Map.entry("in-repository", InRepository.class),
                    Map.entry("in-two-environments", InTwoEnvironments.class),
                    Map.entry("key-on-many-hosts", KeyOnManyHosts.class),
                    Map.entry("key-shared", KeyShared.class),
                    Map.entry("key-strength", KeyStrength.class),
                    Map.entry("key-weakness", KeyWeakness.class),
                    Map.entry("lifetime-over", LifetimeOver.class),
                    Map.entry("missing-subject-alt-name", MissingSubjectAltName.class),
                    Map.entry("name-mismatch", NameMismatch.class),
                    Map.entry("never-expires", NeverExpires.class),
                    Map.entry("not-reviewed", NotReviewed.class),
                    Map.entry("not-served", NotServed.class),
                    Map.entry("not-yet-valid", NotYetValid.class),
                    Map.entry("older-than", OlderThan.class),
                    Map.entry("quantum-vulnerable-until", QuantumVulnerableUntil.class),
                    Map.entry("readable-by-others", ReadableByOthers.class),
                    Map.entry("revoked", Revoked.class),
                    Map.entry("root-authorized", RootAuthorized.class),
                    Map.entry("sealed", Sealed.class),
                    Map.entry("secret-in-file", SecretInFile.class),
                    Map.entry("secret-in-places", SecretInPlaces.class),
                    Map.entry("self-signed", SelfSigned.class),
                    Map.entry("served", Served.class),
                    Map.entry("signature-strength", SignatureStrength.class),
                    Map.entry("silent", Silent.class),
                    Map.entry("untrusted", Untrusted.class),
                    Map.entry("unused", Unused.class),
                    Map.entry("wildcard", Wildcard.class),
                    Map.entry("without-passphrase", WithoutPassphrase.class),
                    Map.entry("without-principals", WithoutPrincipals.class));

    private Checks() {}
}
