package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.SshKey;
import java.util.List;
import java.util.Optional;

/// An account that logs in with an SSH key: the one in whose `.ssh` the private half, or the public
/// file beside it, lies. Where a key only opens something (a line of authorized_keys), nobody knows
/// whose it is.
record SshAccount() implements AnchorRule {

    @Override
    public String name() {
        return "ssh-account";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        if (!(seen.credential() instanceof SshKey)) {
            return List.of();
        }
        List<Identity> holders =
                seen.in(Role.PRIVATE_KEY).flatMap(it -> account(it).stream()).distinct().toList();
        return holders.isEmpty()
                ? seen.in(Role.STORED).flatMap(it -> account(it).stream()).distinct().toList()
                : holders;
    }

    private Optional<Identity> account(Sighting sighting) {
        if (!sighting.place().scheme().equals("file")) {
            return Optional.empty();
        }
        String path = Where.path(sighting.place());
        String host = Where.host(sighting.place());
        return Where.homeOf(path)
                .filter(_ -> path.contains("/.ssh/"))
                .map(user ->
                        new Identity(
                                new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "host:" + host, user),
                                name(),
                                List.of("lies at " + sighting.place())));
    }
}
