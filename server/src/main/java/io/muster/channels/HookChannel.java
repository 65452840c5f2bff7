package io.muster.channels;

import io.muster.alerts.Channel;
import java.util.List;
import java.util.Set;

/// A channel behind one address on the web: whoever reads there hears everything that comes to it.
interface HookChannel extends Channel {

    Hook hook();

    @Override
    default String destination() {
        return hook().destination();
    }

    @Override
    default Set<String> receivers(List<String> contacts) {
        return Set.of("");
    }
}
