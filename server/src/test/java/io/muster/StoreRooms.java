package io.muster;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rooms of the store and what each may import, in their order: a room imports rooms before it.
final class StoreRooms {
    static final List<Map.Entry<String, Set<String>>> IN_ORDER =
            List.of(
                    entry("store", Set.of("inventory", "inventory.query", "model", "unit", "wire")),
                    entry(
                            "store.roll",
                            Set.of(
                                    "inventory",
                                    "inventory.query",
                                    "model",
                                    "roll.anchor",
                                    "unit",
                                    "wire",
                                    "store")),
                    entry(
                            "store.query",
                            Set.of("inventory", "inventory.query", "model", "monitor", "store")),
                    entry(
                            "store.search",
                            Set.of(
                                    "inventory",
                                    "inventory.query",
                                    "model",
                                    "unit",
                                    "store",
                                    "store.roll",
                                    "store.query")),
                    entry(
                            "store.identities",
                            Set.of(
                                    "inventory",
                                    "inventory.query",
                                    "model",
                                    "roll.anchor",
                                    "unit",
                                    "wire",
                                    "store",
                                    "store.roll")),
                    entry(
                            "store.intake",
                            Set.of(
                                    "inventory",
                                    "model",
                                    "roll",
                                    "scan",
                                    "unit",
                                    "wire",
                                    "store",
                                    "store.roll",
                                    "store.query",
                                    "store.identities")),
                    entry("store.alerts", Set.of("alerts", "inventory", "model", "unit", "store")),
                    entry(
                            "store.policy",
                            Set.of(
                                    "alerts",
                                    "governance",
                                    "inventory",
                                    "inventory.query",
                                    "model",
                                    "policy",
                                    "roll.anchor",
                                    "unit",
                                    "wire",
                                    "store",
                                    "store.roll",
                                    "store.query",
                                    "store.search",
                                    "store.alerts")),
                    entry(
                            "store.primes",
                            Set.of(
                                    "inventory",
                                    "model",
                                    "primes",
                                    "roll",
                                    "unit",
                                    "x509",
                                    "store",
                                    "store.roll")),
                    entry(
                            "store.wards",
                            Set.of(
                                    "inventory",
                                    "model",
                                    "ownership",
                                    "policy.checks",
                                    "stewardship",
                                    "unit",
                                    "wire",
                                    "store",
                                    "store.roll",
                                    "store.query")),
                    entry(
                            "store.retirement",
                            Set.of(
                                    "inventory",
                                    "model",
                                    "retirement",
                                    "reviews",
                                    "unit",
                                    "store",
                                    "store.roll",
                                    "store.query",
                                    "store.wards")),
                    entry(
                            "store.stewardship",
                            Set.of(
                                    "inventory",
                                    "model",
                                    "ownership",
                                    "retirement",
                                    "stewardship",
                                    "unit",
                                    "wire",
                                    "store",
                                    "store.roll",
                                    "store.query",
                                    "store.retirement")),
                    entry(
                            "store.figures",
                            Set.of(
                                    "inventory",
                                    "inventory.query",
                                    "model",
                                    "monitor",
                                    "unit",
                                    "wire",
                                    "store",
                                    "store.roll",
                                    "store.query")),
                    entry(
                            "store.graph",
                            Set.of(
                                    "inventory",
                                    "model",
                                    "unit",
                                    "store",
                                    "store.roll",
                                    "store.query",
                                    "store.search")),
                    entry(
                            "store.evidence",
                            Set.of(
                                    "compliance",
                                    "evidence",
                                    "inventory",
                                    "model",
                                    "report",
                                    "unit",
                                    "wire",
                                    "store",
                                    "store.roll",
                                    "store.query",
                                    "store.search",
                                    "store.figures")),
                    entry(
                            "store.reviews",
                            Set.of(
                                    "inventory",
                                    "inventory.query",
                                    "model",
                                    "ownership",
                                    "reviews",
                                    "unit",
                                    "store",
                                    "store.roll",
                                    "store.query",
                                    "store.wards",
                                    "store.retirement",
                                    "store.evidence")),
                    entry(
                            "store.access",
                            Set.of("access", "access.machine", "model", "unit", "store")),
                    entry("store.directory", Set.of("access", "directory", "unit", "store")),
                    entry("store.audit", Set.of("audit", "merkle", "model", "unit", "store")),
                    entry(
                            "store.jobs",
                            Set.of("inventory", "jobs", "unit", "store", "store.roll")));

    private StoreRooms() {}

    /// What a room imports of rooms that do not stand before it, a line each.
    static List<String> outOfOrder() {
        List<String> rooms = IN_ORDER.stream().map(Map.Entry::getKey).toList();
        return IN_ORDER.stream()
                .flatMap(room ->
                        room.getValue().stream()
                                .filter(it -> rooms.indexOf(it) >= rooms.indexOf(room.getKey()))
                                .map(it -> room.getKey() + " → " + it))
                .toList();
    }
}
