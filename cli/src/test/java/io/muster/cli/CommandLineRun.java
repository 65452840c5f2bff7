package io.muster.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// A command that has run in this process, at home in a folder of the test.
///
/// @param code with which it exited
record CommandLineRun(int code, String out, String err) {

    /// Where commands run: nothing of the person who runs the tests is seen.
    record At(
            Path home,
            Map<String, String> environment,
            Properties properties,
            String input,
            LocalServer server) {

        /// With a server that notes what it is asked.
        At beside(LocalServer other) {
            return new At(home, environment, properties, input, other);
        }

        At variable(String name, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(name, value);
            return new At(home, more, properties, input, server);
        }

        At property(String name, String value) {
            Properties more = new Properties();
            more.putAll(properties);
            more.setProperty(name, value);
            return new At(home, environment, more, input, server);
        }

        At typing(String text) {
            return new At(home, environment, properties, text, server);
        }

        CommandLineRun muster(String... words) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            var commands =
                    Muster.commands(
                            new Surroundings(
                                    environment,
                                    properties,
                                    home,
                                    new ByteArrayInputStream(
                                            input.getBytes(StandardCharsets.UTF_8)),
                                    server));
            commands.setOut(new PrintWriter(out, true));
            commands.setErr(new PrintWriter(err, true));
            int code = commands.execute(words);
            commands.getOut().flush();
            return new CommandLineRun(code, out.toString(), err.toString());
        }
    }

    static At at(Path home) {
        return new At(home, Map.of(), new Properties(), "", new ServerOnPaper());
    }
}
