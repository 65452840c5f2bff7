package io.muster.policy.checks;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;

/// A yes or no in CEL over named fields: compiled and type-checked once, bounded in cost.
final class Expression {
    static final CelType TEXTS = ListType.create(SimpleType.STRING);
    static final CelType FACTS = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final int CHARACTERS_MAX = 4096;
    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .maxExpressionCodePointSize(CHARACTERS_MAX)
                    .comprehensionMaxIterations(100_000)
                    .build();

    private final CelRuntime.Program program;

    /// @throws IllegalArgumentException when `text` does not compile to a yes or no
    Expression(String text, Map<String, CelType> fields) {
        CelCompilerBuilder compiler =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setResultType(SimpleType.BOOL);
        fields.forEach(compiler::addVar);
        try {
            this.program =
                    CelRuntimeFactory.legacyCelRuntimeBuilder()
                            .setOptions(OPTIONS)
                            .build()
                            .createProgram(compiler.build().compile(text).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(
                    "the condition does not compile: " + e.getMessage(), e);
        }
    }

    /// @throws CelEvaluationException when a field that it asks for is not known
    boolean holds(Map<String, Object> fields) throws CelEvaluationException {
        return Boolean.TRUE.equals(program.eval(fields));
    }
}
