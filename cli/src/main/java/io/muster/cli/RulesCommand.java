package io.muster.cli;

import io.muster.catalog.Policies;
import io.muster.export.Json;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster rules [ID]`: what is judged, and why. Also checks a policy file.
@Command(
        name = "rules",
        description = "Lists the rules of a policy, or explains one; a wrong policy exits with 2.")
final class RulesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The rule to explain.")
    private @Nullable String id;

    @Option(names = "--policy", paramLabel = "FILE", description = "Instead of the baseline.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--source",
            description = "Print the baseline as written, to start one's own from.")
    private boolean source;

    @Override
    public Integer call() throws Malformed, IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (source) {
            out.print(Policies.baselineText());
            out.flush();
            return ScanCommand.FINE;
        }
        List<Rule> rules = rules();
        if (json) {
            out.println(Json.text(rules.stream().map(RulesCommand::fields).toList()));
        } else if (id == null) {
            rules.forEach(it -> out.printf("%-9s %-42s %s%n", it.severity(), it.id(), it.title()));
        } else {
            rules.forEach(it -> explain(it, out));
        }
        return ScanCommand.FINE;
    }

    private List<Rule> rules() throws Malformed, IOException {
        Policy policy = file == null ? Policies.baseline() : Policies.read(file);
        List<Rule> rules =
                policy.rules().stream().filter(it -> id == null || it.id().equals(id)).toList();
        if (id != null && rules.isEmpty()) {
            throw new Malformed("policy " + policy.name() + " has no rule '" + id + "'");
        }
        return rules;
    }

    private static void explain(Rule rule, PrintWriter out) {
        out.printf(
                "%s (%s)%n%s.%n%n%s%n%nWhat to do: %s%nSee: %s%n",
                rule.id(),
                rule.severity(),
                rule.title(),
                rule.explanation(),
                rule.remedy(),
                String.join("; ", rule.references()));
    }

    private static Map<String, Object> fields(Rule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", rule.id());
        fields.put("severity", rule.severity().toString());
        fields.put("title", rule.title());
        fields.put("explanation", rule.explanation());
        fields.put("remedy", rule.remedy());
        fields.put("references", rule.references());
        return fields;
    }
}
