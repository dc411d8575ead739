package io.whypfs.testsupport;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.whypfs.local.tree.BuiltTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rules of the house that a machine can check, over the compiled classes of all modules.
 *
 * <p>Each rule is a method, so that its own test can show that it fails where it should. {@link #all} is what the build
 * runs over {@link #classesOf(BuiltTree)}.
 */
public final class HouseRules {

    /** Which rooms a room may know; itself always. A room that is missing here may know none. */
    private static final Map<String, List<String>> ARROWS = arrows();

    private static final List<String> LIBRARIES =
            List.of("multiformats", "ipld", "core", "events", "filecoin", "queue");
    private static final String ALL_BELOW = "..";
    private static final int MODULE_DEPTH = 4;

    private final String root;

    /** @param root the package that holds the rooms */
    public HouseRules(String root) {
        this.root = root;
    }

    /** The rules for the product's own packages. */
    public static HouseRules ofTheHouse() {
        return new HouseRules("io.whypfs");
    }

    private static Map<String, List<String>> arrows() {
        Map<String, List<String>> arrows = new TreeMap<>();
        arrows.put("multiformats", List.of());
        arrows.put("ipld", List.of("multiformats"));
        arrows.put("core", List.of("multiformats", "ipld"));
        arrows.put("events", List.of("multiformats"));
        arrows.put("filecoin", List.of("multiformats"));
        arrows.put("queue", List.of());
        arrows.put("local", List.of());
        arrows.put("devnet", List.of());
        arrows.put("migrations", List.of());
        arrows.put("testsupport", List.of("local", "migrations"));
        arrows.put("kit", List.of("events", "queue"));
        arrows.put("proxifier", List.of());
        for (String service : List.of("auth", "corenode", "api", "scheduler", "deals")) {
            arrows.put(service, List.of("multiformats", "ipld", "core", "events", "filecoin", "queue", "kit"));
        }
        return arrows;
    }

    /** The production classes of every module that has been compiled. */
    public static JavaClasses classesOf(BuiltTree tree) {
        try (Stream<Path> folders =
                Files.find(tree.root(), MODULE_DEPTH, (path, attributes) -> path.endsWith(Path.of("target/classes")))) {
            return new ClassFileImporter().importPaths(folders.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every rule. */
    public List<ArchRule> all() {
        return List.of(
                librariesArePlainJava(),
                roomsKnowOnlyWhatTheyMay(),
                sqlStaysInRepositories(),
                timeComesFromAClock(),
                namesSayWhatTheThingIs(),
                packagesAreNullMarked());
    }

    public ArchRule librariesArePlainJava() {
        return noClasses()
                .that(resideInAnyPackage(rooms(LIBRARIES)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta..", "io.quarkus..", "org.eclipse.microprofile.."))
                .because("a library runs wherever plain Java runs")
                .allowEmptyShould(true);
    }

    /** The arrows between rooms; among them that no service knows another. */
    public ArchRule roomsKnowOnlyWhatTheyMay() {
        List<ArchRule> rules = ARROWS.entrySet().stream()
                .map(arrow -> arrow(arrow.getKey(), arrow.getValue()))
                .toList();
        return CompositeArchRule.of(rules);
    }

    private ArchRule arrow(String room, List<String> known) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(rooms(known)).or(resideInAPackage(room(room)));
        return noClasses()
                .that(resideInAPackage(room(room)))
                .should()
                .dependOnClassesThat(resideInAPackage(root + ALL_BELOW).and(DescribedPredicate.not(allowed)))
                .because(room + " may know " + (known.isEmpty() ? "no other room" : "only " + known))
                .allowEmptyShould(true);
    }

    public ArchRule sqlStaysInRepositories() {
        return classes()
                .that(resideInAPackage(root + ALL_BELOW))
                .should(new HoldNoSqlOutsideRepositories())
                .because("statements are read, counted and tuned in one place per table")
                .allowEmptyShould(true);
    }

    public ArchRule timeComesFromAClock() {
        return noClasses()
                .that(resideInAPackage(root + ALL_BELOW))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(java.util.Date.class)
                .because("a test sets the time through the Clock that is handed in")
                .allowEmptyShould(true);
    }

    public ArchRule namesSayWhatTheThingIs() {
        return classes()
                .that(resideInAPackage(root + ALL_BELOW))
                .should()
                .haveNameNotMatching(".*(Impl|Utils?|Manager|Helper)(\\$.*)?")
                .because("Impl, Util, Manager and Helper say nothing")
                .allowEmptyShould(true);
    }

    public ArchRule packagesAreNullMarked() {
        return classes()
                .that(resideInAPackage(root + ALL_BELOW))
                .should(new LiveInNullMarkedPackage())
                .because("NullAway looks only into such packages")
                .allowEmptyShould(true);
    }

    private String room(String name) {
        return root + "." + name + ALL_BELOW;
    }

    private String[] rooms(List<String> names) {
        return names.stream().map(this::room).toArray(String[]::new);
    }
}
