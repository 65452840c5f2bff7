package io.muster;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rooms of the inventory in their order, and what each may import: of rooms, those before it.
final class InventoryRooms {
    static final List<Map.Entry<String, Set<String>>> IN_ORDER =
            List.of(
                    entry("inventory.query", Set.of("model")),
                    entry("inventory", Set.of("unit")),
                    entry(
                            "inventory.credentials",
                            Set.of("model", "roll.anchor", "wire", "inventory.query")),
                    entry("inventory.intake", Set.of("model", "scan", "unit", "wire", "inventory")),
                    entry(
                            "inventory.verdicts",
                            Set.of("model", "policy", "unit", "inventory.credentials")),
                    entry(
                            "inventory.declared",
                            Set.of("model", "roll", "unit", "inventory", "inventory.intake")),
                    entry(
                            "inventory.owners",
                            Set.of(
                                    // Owner rules have conditions, as policy rules do.
                                    "policy.checks", "unit", "inventory.query", "inventory")),
                    entry("inventory.corrections", Set.of("model", "unit", "inventory")),
                    entry("inventory.findings", Set.of("model", "unit", "inventory")),
                    entry(
                            "inventory.search",
                            Set.of(
                                    "export",
                                    "model",
                                    "unit",
                                    "inventory.query",
                                    "inventory",
                                    "inventory.owners",
                                    "inventory.findings")),
                    entry(
                            "inventory.authorities",
                            Set.of("model", "unit", "inventory", "inventory.intake")),
                    entry("inventory.figures", Set.of("inventory", "inventory.search")),
                    entry("inventory.graph", Set.of("model", "inventory")));

    private InventoryRooms() {}
}
