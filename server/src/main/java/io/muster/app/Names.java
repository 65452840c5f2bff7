package io.muster.app;

import io.muster.config.ServerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.SequencedSet;

/// The names that a server goes by: what may stand in `Host`, and in its own certificate.
///
/// @param all at least one
/// @param first what a link names
record Names(SequencedSet<String> all, String first) {

    static Names of(ServerSettings settings) {
        String host = settings.listen().host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        SequencedSet<String> all = new LinkedHashSet<>();
        String machine = machine();
        all.addAll(settings.hosts());
        settings.oidc().ifPresent(it -> all.add(it.publicUrl().getHost()));
        all.add(everywhere ? machine : host);
        all.add("localhost");
        all.add("127.0.0.1");
        all.add("::1");
        if (everywhere) {
            all.add(machine);
        }
        String first = all.getFirst();
        return new Names(all, first.contains(":") ? "[" + first + "]" : first);
    }

    /// What this machine calls itself.
    static String machine() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[A-Za-z0-9._-]+") ? name.toLowerCase(Locale.ROOT) : "localhost";
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
