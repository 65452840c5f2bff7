package io.muster.cli;

import io.muster.config.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/// The server of this installation, as the commands that act beside it or become it see it.
///
/// The command line has no listener and no database: whoever packages it puts the server in here.
public interface LocalServer {

    /// Runs the server until the process is told to end; prints one line once it answers.
    ///
    /// @param watched whether a person sees `out`: a sign-in link is printed to nobody else
    /// @throws IOException when it cannot start; the message says what to do
    void run(ServerSettings settings, PrintWriter out, boolean watched)
            throws IOException, InterruptedException;

    /// A link that lets a person in once, within ten minutes.
    String signInLink(ServerSettings settings) throws IOException;

    /// Makes a token.
    ///
    /// @param wish what it shall be good for
    String token(ServerSettings settings, TokenWish wish) throws IOException;

    /// What a token shall be good for.
    ///
    /// @param scope `read`, `report`, `write`, `administer`
    /// @param places prefixes of what it may report; empty: any
    record TokenWish(String name, List<String> scope, List<String> places, Duration life) {
        public TokenWish {
            scope = List.copyOf(scope);
            places = List.copyOf(places);
        }
    }
}
