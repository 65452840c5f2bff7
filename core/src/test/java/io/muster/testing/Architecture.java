package io.muster.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// What an architecture test of any module asks of its classes.
///
/// @param classes those of the module
/// @param mayImport package → the packages of ours that it may import, besides itself
/// @param mayUse library → the packages of ours that may use it; what is not here nobody may use
public record Architecture(
        JavaClasses classes, Map<String, Set<String>> mayImport, Map<String, Set<String>> mayUse) {
    private static final String ROOT = "io.muster.";
    private static final Set<String> FOR_ALL = Set.of("java", "javax", "org.jspecify", "io.muster");
    private static final Set<String> CLOCKS =
            Set.of("now", "system", "systemUTC", "systemDefaultZone");

    /// Imports of ours that the table does not allow, a line each.
    public List<String> forbiddenImports() {
        return steps().filter(it -> it.to().startsWith(ROOT))
                .filter(it -> !it.from().equals(within(it.to())))
                .filter(it ->
                        !mayImport.getOrDefault(it.from(), Set.of()).contains(within(it.to())))
                .map(Step::toString)
                .toList();
    }

    /// Uses of libraries that the table does not allow, a line each.
    public List<String> forbiddenLibraries() {
        return steps().filter(it -> FOR_ALL.stream().noneMatch(it::leadsInto))
                .filter(it ->
                        mayUse.entrySet().stream()
                                .filter(library -> library.getValue().contains(it.from()))
                                .noneMatch(library -> it.leadsInto(library.getKey())))
                .map(Step::toString)
                .toList();
    }

    /// The packages with a class, without the root.
    public Set<String> packages() {
        return ourPackages()
                .map(it -> within(it.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Packages that forgot to say that nothing in them is null.
    public List<String> packagesNotNullMarked() {
        return ourPackages()
                .filter(it -> !it.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
    }

    /// The clock is an argument. `System.nanoTime` is left: a deadline on a real socket is not a
    /// fact about the world.
    public static ArchRule noClock(String... exceptIn) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(exceptIn)
                .should()
                .callMethodWhere(
                        describe(
                                "a clock is read",
                                call ->
                                        call.getTargetOwner().getPackageName().equals("java.time")
                                                && CLOCKS.contains(call.getName())))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class);
    }

    /// Randomness is an argument.
    public static ArchRule noDice(String... exceptIn) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(exceptIn)
                .should()
                .callConstructor(SecureRandom.class)
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current");
    }

    /// From a package of ours, without the root, to any other.
    private record Step(String from, String to, String where) {
        boolean leadsInto(String library) {
            return to.equals(library) || to.startsWith(library + ".");
        }

        @Override
        public String toString() {
            return from + " → " + to + ": " + where;
        }
    }

    private Stream<Step> steps() {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(it -> !it.getTargetClass().getBaseComponentType().isPrimitive())
                .map(it ->
                        new Step(
                                within(it.getOriginClass().getPackageName()),
                                it.getTargetClass().getBaseComponentType().getPackageName(),
                                it.getDescription()))
                .distinct();
    }

    private static String within(String packageName) {
        return packageName.startsWith(ROOT) ? packageName.substring(ROOT.length()) : packageName;
    }

    private Stream<JavaPackage> ourPackages() {
        return classes.stream().map(JavaClass::getPackage).distinct();
    }
}
