package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.config.Configuration;
import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `muster token`: lets programs in, and shuts them out.
@Command(name = "token", description = "Lets programs into the server, and shuts them out.")
final class TokenCommand {
    private static final String PATH = "/api/v1/tokens";
    private static final Table TABLE =
            Table.of("id", "name", "permissions", "places", "createdBy", "expiresAt", "lastUsedAt");
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    @Spec private CommandSpec spec;

    @Command(
            name = "create",
            description = {
                "Prints a new API token: shown once, kept as a hash.",
                "",
                "Needs the data folder alone, not a running server: for the first token. With --server that server is"
                        + " asked instead; its token needs the scope administer and all that the new one shall have. A token never may more than its"
                        + " owner may at that moment."
            })
    int create(
            @Mixin ServerOptions server,
            @Mixin DoorOptions door,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "N",
                            description = "What it is for; lists and the audit log show it.")
                    String name,
            @Option(
                            names = "--scope",
                            split = ",",
                            paramLabel = "WORD",
                            defaultValue = "read",
                            description =
                                    "What it may: read, report, write, backup, policy, approve, audit, manage-ca, directory, administer; several with commas. Usually ${DEFAULT-VALUE}.")
                    List<String> scope,
            @Option(
                            names = "--place",
                            paramLabel = "PREFIX",
                            description =
                                    "A scanner may report what lies below this place; repeatable. Without it, anything.")
                    @Nullable List<String> places,
            @Option(
                            names = "--ttl",
                            paramLabel = "TIME",
                            defaultValue = "24h",
                            description = "How long: 30m, 24h, 90d. Usually ${DEFAULT-VALUE}.")
                    String life,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description =
                                    "Write it to a new file that only you can read, instead of printing it; a folder that is not there is made for you alone.")
                    @Nullable Path out)
            throws Malformed, IOException, InterruptedException {
        Surroundings around = Surroundings.of(spec);
        var wish =
                new LocalServer.TokenWish(
                        name, scope, places == null ? List.of() : places, time(life));
        Issue issue =
                () ->
                        door.named()
                                ? asked(door, server.configuration(around), around, wish)
                                : around.server().token(server.settings(around), wish);
        if (out == null) {
            spec.commandLine().getOut().println(issue.token());
        } else {
            write(out, issue);
        }
        return ScanCommand.FINE;
    }

    /// Makes the token.
    private interface Issue {
        String token() throws Malformed, IOException, InterruptedException;
    }

    private static String asked(
            DoorOptions door,
            Configuration configuration,
            Surroundings around,
            LocalServer.TokenWish wish)
            throws IOException, InterruptedException {
        try (RemoteServer there = door.open(configuration, around)) {
            return there.post(
                            PATH,
                            Map.of(
                                    "name", wish.name(),
                                    "permissions", wish.scope(),
                                    "places", wish.places(),
                                    "seconds", wish.life().toSeconds()))
                    .path("token")
                    .asString();
        }
    }

    @Command(name = "list", description = "Lists the tokens of a server, without their codes.")
    int list(@Mixin Online online) throws InterruptedException {
        return online.ask(server -> online.whole(server, PATH, TABLE));
    }

    @Command(name = "revoke", description = "Withdraws a token; it opens nothing from then on.")
    int revoke(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The token's id, as the list has it.")
                    String id)
            throws InterruptedException {
        return online.ask(server -> {
            JsonNode _ = server.delete(PATH + "/" + Online.segment(id), Map.of());
            online.done("token " + id + " is withdrawn");
        });
    }

    /// The file comes before the token: one that could not be written down would open things and be
    /// known to nobody.
    private static void write(Path file, Issue issue)
            throws Malformed, IOException, InterruptedException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, mine("rwx------"));
        }
        Set<StandardOpenOption> anew =
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean written = false;
        try (var channel = Files.newByteChannel(file, anew, mine("rw-------"))) {
            try {
                String line = issue.token() + "\n";
                channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
                written = true;
            } finally {
                if (!written) {
                    Files.delete(file);
                }
            }
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mine(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static Duration time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("--ttl is a number with s, m, h or d, such as 24h");
        }
        long count = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
