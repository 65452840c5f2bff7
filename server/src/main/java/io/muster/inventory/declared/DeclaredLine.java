package io.muster.inventory.declared;

import io.muster.model.Declaration;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.util.List;
import java.util.Optional;

/// A line of a declared list.
///
/// @param number in the list, from 1
public record DeclaredLine(long number, Declaration declaration) {

    /// What it says, as it is kept.
    public Facts facts() {
        Facts facts = Facts.of("line", declaration.line().text());
        facts = with(facts, "fingerprint", declaration.fingerprint());
        facts = with(facts, "serialNumber", declaration.serialNumber());
        facts = with(facts, "issuer", declaration.issuer());
        facts = with(facts, "place", declaration.place());
        facts = with(facts, "owner", declaration.owner());
        facts = with(facts, "type", declaration.type());
        facts = with(facts, "expires", declaration.expires());
        return declaration.names().isEmpty() ? facts : facts.with("names", declaration.names());
    }

    private static Facts with(Facts facts, String name, Optional<String> value) {
        return value.map(it -> facts.with(name, it)).orElse(facts);
    }

    /// Of what [#facts] has said.
    public static DeclaredLine of(long number, Facts facts) {
        List<String> names = facts.has("names") ? facts.list("names") : List.of();
        return new DeclaredLine(
                number,
                new Declaration(
                        new Place(facts.text("line").orElse("declared://")),
                        facts.text("fingerprint"),
                        facts.text("serialNumber"),
                        facts.text("issuer"),
                        names,
                        facts.text("place"),
                        facts.text("owner"),
                        facts.text("type"),
                        facts.text("expires")));
    }
}
