package io.muster.app;

import io.muster.access.Token;
import io.muster.access.Tokens;
import io.muster.api.Behind;
import io.muster.http.Caller;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who made a token, perhaps by another token.
record MadeBy(Tokens tokens) implements Behind {
    private static final int CHAIN_MAX = 10;

    @Override
    public String of(Caller caller) {
        String actor = caller.actor();
        if (caller.kind() != Caller.Kind.TOKEN) {
            return actor;
        }
        Map<String, Token> byActor =
                tokens.all().stream()
                        .collect(
                                Collectors.toMap(
                                        it -> "token:" + it.id(),
                                        Function.identity(),
                                        (one, _) -> one));
        for (int step = 0; step < CHAIN_MAX; step++) {
            Token token = byActor.get(actor);
            if (token == null) {
                return actor;
            }
            actor = token.createdBy();
        }
        return actor;
    }
}
