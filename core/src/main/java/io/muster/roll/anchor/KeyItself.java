package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.KeyId;
import java.util.List;

/// Nothing names it: the key is all there is.
record KeyItself() implements AnchorRule {

    @Override
    public String name() {
        return "key";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        String key =
                seen.credential()
                        .keyId()
                        .map(KeyId::toString)
                        .orElseGet(() -> seen.credential().fingerprint().toString());
        List<String> comments =
                seen.sightings().stream()
                        .flatMap(it -> it.facts().text("comment").stream())
                        .filter(it -> !it.isBlank())
                        .distinct()
                        .sorted()
                        .map(it -> "comment " + Texts.cut(it))
                        .toList();
        return List.of(
                new Identity(
                        new Anchor(Anchor.Kind.KEY, "", key),
                        name(),
                        comments.isEmpty()
                                ? List.of(
                                        "nothing else tells whose "
                                                + seen.credential().type()
                                                + " this is")
                                : Texts.few(comments)));
    }
}
