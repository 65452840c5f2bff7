package io.muster.retirement;

import java.util.List;
import java.util.Optional;

/// How something is done where it lives: in words, and as a command where there is one.
///
/// Names of other systems are quoted, so that a name cannot become a command.
public record Instruction(String words, Optional<String> command) {

    /// What is to be done.
    public enum Act {
        DISABLE,
        ENABLE,
        DELETE
    }

    /// What belongs to `state`; empty when nothing is to be done elsewhere.
    public static Optional<Instruction> of(State state, Seen seen) {
        return switch (state) {
            case DISABLING -> Optional.of(of(Act.DISABLE, seen));
            case DELETING -> Optional.of(of(Act.DELETE, seen));
            case FLAGGED, PROPOSED, OBSERVING, GONE, KEPT -> Optional.empty();
        };
    }

    public static Instruction of(Act act, Seen seen) {
        if (seen.places().isEmpty()) {
            return words("Nothing is to be done: no scan sees it any more.");
        }
        String place = seen.places().getFirst();
        int end = place.indexOf("://");
        String scheme = end < 0 ? "" : place.substring(0, end);
        List<String> path = List.of(place.substring(end < 0 ? 0 : end + 3).split("/", -1));
        return switch (scheme) {
            case "aws" -> aws(act, path, place);
            case "k8s" -> kubernetes(act, path, place);
            case "file" -> file(act, place);
            default -> elsewhere(act, place);
        };
    }

    private static Instruction aws(Act act, List<String> path, String place) {
        boolean user = path.size() > 2 && path.get(1).equals("user");
        if (user && path.size() > 3 && path.get(3).startsWith("access-key")) {
            String name = quoted(path.get(2));
            String key = " --user-name " + name + " --access-key-id KEY_ID";
            String listed =
                    "The report does not tell the key's id: 'aws iam list-access-keys --user-name "
                            + name
                            + "' does; put it for KEY_ID.";
            return switch (act) {
                case DISABLE -> with(listed, "aws iam update-access-key --status Inactive" + key);
                case ENABLE -> with(listed, "aws iam update-access-key --status Active" + key);
                case DELETE -> with(listed, "aws iam delete-access-key" + key);
            };
        }
        if (user) {
            String name = quoted(path.get(2));
            String policy = " --policy-arn arn:aws:iam::aws:policy/AWSDenyAll";
            return switch (act) {
                case DISABLE ->
                        with(
                                "Denies the user everything; its keys and password stay.",
                                "aws iam attach-user-policy --user-name " + name + policy);
                case ENABLE ->
                        with(
                                "Takes the denial away.",
                                "aws iam detach-user-policy --user-name " + name + policy);
                case DELETE ->
                        with(
                                "Delete the user's keys, password and policies first.",
                                "aws iam delete-user --user-name " + name);
            };
        }
        if (path.size() > 2 && path.get(1).equals("role")) {
            String name = quoted(path.getLast());
            String policy = " --policy-arn arn:aws:iam::aws:policy/AWSDenyAll";
            return switch (act) {
                case DISABLE ->
                        with(
                                "Denies the role everything.",
                                "aws iam attach-role-policy --role-name " + name + policy);
                case ENABLE ->
                        with(
                                "Takes the denial away.",
                                "aws iam detach-role-policy --role-name " + name + policy);
                case DELETE ->
                        with(
                                "Detach the role's policies first.",
                                "aws iam delete-role --role-name " + name);
            };
        }
        return elsewhere(act, place);
    }

    private static Instruction kubernetes(Act act, List<String> path, String place) {
        if (path.size() < 4) {
            return elsewhere(act, place);
        }
        String kind = path.get(2);
        String name = path.get(3).replaceFirst("[:#].*", "");
        String in = "kubectl --namespace " + quoted(path.get(1));
        if (kind.equals("serviceaccount")) {
            return switch (act) {
                case DISABLE ->
                        with(
                                "Kubernetes cannot disable an account: take away what binds it."
                                        + " Keep the output to bind it again.",
                                in
                                        + " get rolebindings --output yaml | grep --context 20 "
                                        + quoted("name: " + name));
                case ENABLE -> words("Apply the role bindings that you kept again.");
                case DELETE -> with("", in + " delete serviceaccount " + quoted(name));
            };
        }
        if (kind.equals("secret")) {
            return switch (act) {
                case DISABLE ->
                        with(
                                "Keeps a copy in a file, then removes it.",
                                in
                                        + " get secret "
                                        + quoted(name)
                                        + " --output yaml > secret.yaml && "
                                        + in
                                        + " delete secret "
                                        + quoted(name));
                case ENABLE -> with("From the copy that you kept.", in + " apply -f secret.yaml");
                case DELETE -> with("", in + " delete secret " + quoted(name));
            };
        }
        return elsewhere(act, place);
    }

    private static Instruction file(Act act, String place) {
        return switch (act) {
            case DISABLE ->
                    words(
                            "At %s: revoke it where it was issued, or put a # before its line; of a"
                                            .formatted(place)
                                    + " file of its own, rename it.");
            case ENABLE -> words("At %s: take the # away, or rename it back.".formatted(place));
            case DELETE ->
                    words(
                            "At %s: remove it, and revoke it where it was issued: whoever has copied"
                                            .formatted(place)
                                    + " it still can use it.");
        };
    }

    private static Instruction elsewhere(Act act, String place) {
        String verb =
                switch (act) {
                    case DISABLE -> "Disable";
                    case ENABLE -> "Enable";
                    case DELETE -> "Delete";
                };
        return words(
                "%s it in the system that keeps it: %s. Muster knows no command for that system."
                        .formatted(verb, place));
    }

    private static Instruction words(String words) {
        return new Instruction(words, Optional.empty());
    }

    private static Instruction with(String words, String command) {
        return new Instruction(words, Optional.of(command));
    }

    private static String quoted(String name) {
        return "'" + name.replace("'", "'\\''") + "'";
    }
}
