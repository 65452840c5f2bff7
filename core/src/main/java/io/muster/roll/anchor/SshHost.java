package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Identity;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.SshCertificate;
import io.muster.model.SshKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A host that shows an SSH key: the host that answered, or on which `ssh_host_…_key` lies; for a
/// host certificate its principals. Cloned machines share a key, so one key may be several hosts.
record SshHost() implements AnchorRule {
    private static final Pattern HOST_KEY_FILE =
            Pattern.compile("/ssh_host_[a-z0-9_]+key(-cert)?(\\.pub)?$");

    @Override
    public String name() {
        return "ssh-host";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        return switch (seen.credential()) {
            case SshKey _ -> fromPlaces(seen).distinct().toList();
            case SshCertificate certificate
                    when certificate.holder() == SshCertificate.Holder.HOST ->
                    certificate.principals().isEmpty()
                            ? fromPlaces(seen).distinct().toList()
                            : fromPrincipals(certificate);
            case Credential _ -> List.of();
        };
    }

    private Stream<Identity> fromPlaces(Seen seen) {
        return seen.in(Role.SERVED, Role.PRIVATE_KEY, Role.STORED)
                .filter(SshHost::isHostKey)
                .flatMap(it -> host(Where.host(it.place()), "host key at " + it.place()).stream());
    }

    private static boolean isHostKey(Sighting sighting) {
        return sighting.role() == Role.SERVED
                || HOST_KEY_FILE.matcher(Where.path(sighting.place())).find();
    }

    private List<Identity> fromPrincipals(SshCertificate certificate) {
        return certificate.principals().stream()
                .limit(1)
                .flatMap(it ->
                        host(it, "principals " + String.join(", ", certificate.principals()))
                                .stream())
                .toList();
    }

    private Optional<Identity> host(String host, String evidence) {
        if (Uniqueness.ofHost(host) == Uniqueness.NOWHERE) {
            return Optional.empty();
        }
        return Optional.of(
                new Identity(new Anchor(Anchor.Kind.HOST, "", host), name(), List.of(evidence)));
    }
}
