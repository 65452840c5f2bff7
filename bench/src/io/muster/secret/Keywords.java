package io.muster.secret;

/// Prints the keywords of all detectors, one a line, for peers that search for the same.
public final class Keywords {
    private Keywords() {}

    public static void main(String[] arguments) {
        Detectors.ALL.stream()
                .flatMap(it -> it.structure().keywords().stream())
                .distinct()
                .sorted()
                .forEach(System.out::println);
        System.err.println(Detectors.ALL.size() + " detectors");
    }
}
