package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Role;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who uses a secret that does not say whose it is: the repository that holds it, the service whose
/// folder or configuration it lies in, or the account in whose home it lies.
record ApplicationContext() implements AnchorRule {
    private static final Pattern FOLDER =
            Pattern.compile("^/(?:etc|opt|srv|var/www|var/lib|usr/local/etc)/([^/]+)/");

    @Override
    public String name() {
        return "application-context";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        if (!(seen.credential() instanceof Secret)) {
            return List.of();
        }
        return seen.in(Role.STORED, Role.PRIVATE_KEY)
                .flatMap(it -> context(seen, it).stream())
                .distinct()
                .toList();
    }

    private Optional<Identity> context(Seen seen, Sighting sighting) {
        Facts facts = sighting.facts();
        String host = Where.host(sighting.place());
        if (sighting.place().scheme().equals("git")) {
            return Optional.of(application("", facts.text("repository").orElse(host), sighting));
        }
        if (!sighting.place().scheme().equals("file")
                || Uniqueness.ofHost(host) == Uniqueness.NOWHERE) {
            return Optional.empty();
        }
        Optional<String> service =
                seen.references().getOrDefault(sighting.place(), List.of()).stream()
                        .flatMap(it -> it.text("service").stream())
                        .findFirst();
        String path = Where.path(sighting.place());
        Matcher folder = FOLDER.matcher(path);
        if (service.isPresent() || folder.find()) {
            return Optional.of(
                    application(
                            "host:" + host, service.orElseGet(() -> folder.group(1)), sighting));
        }
        return Where.homeOf(path)
                .map(user ->
                        new Identity(
                                new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "host:" + host, user),
                                name(),
                                List.of("lies in the home of " + user)));
    }

    private Identity application(String realm, String application, Sighting sighting) {
        return new Identity(
                new Anchor(Anchor.Kind.APPLICATION, realm, Texts.cut(application)),
                name(),
                List.of("lies at " + Where.file(sighting)));
    }
}
