package io.muster.access;

import io.muster.unit.Unit;
import java.util.List;
import java.util.Optional;

/// Where accounts of people are kept who sign in elsewhere.
public interface Accounts {

    Optional<Account> find(String id);

    /// Those whose name, mail or group holds `text`, in order of id, after the id `after`.
    List<Account> page(String text, String after, int limit);

    /// The ids of those whom the directory calls `name`.
    List<String> knownAs(Unit unit, String name);

    /// Makes it, or changes it.
    void keep(Unit unit, Account account);
}
