package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import io.muster.config.PrivateFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A secret in a file of its own, read each time it is needed: who changes the file need not start
/// anything again.
public record SecretFile(Path path) {

    /// Without the end of its line.
    ///
    /// @throws Undelivered when it cannot be read, or others can read it
    public String read() throws Undelivered {
        try {
            String secret = new PrivateFile(path).read().strip();
            if (secret.isEmpty()) {
                throw new Undelivered(path + " is empty");
            }
            return secret;
        } catch (NoSuchFileException e) {
            throw new Undelivered("there is no file " + path, e);
        } catch (IOException e) {
            throw new Undelivered(Reach.reason(e), e);
        }
    }
}
