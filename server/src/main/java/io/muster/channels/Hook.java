package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import java.util.Map;
import java.util.Optional;

/// Where a webhook is: an address in the configuration, or in a file where it is itself the secret.
public record Hook(Optional<String> url, Optional<SecretFile> file, HttpPost post) {

    HttpPost.Address address() throws Undelivered {
        return HttpPost.Address.of(file.isPresent() ? file.get().read() : url.orElse(""));
    }

    void send(Map<String, String> headers, byte[] body) throws Undelivered {
        post.send(address(), headers, body);
    }

    /// Scheme and host, no more.
    String destination() {
        try {
            return address().toString();
        } catch (Undelivered e) {
            return e.reason();
        }
    }
}
