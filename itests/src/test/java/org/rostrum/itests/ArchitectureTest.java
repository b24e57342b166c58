package org.rostrum.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/** The floors of the house, and the habits that keep it safe, for every bundle there is. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(Modules.bundles().stream().map(Modules.Module::classes).toList());
    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    static Stream<Modules.Module> bundles() {
        return Modules.bundles().stream();
    }

    @Test
    void everyBundleIsLookedAt() throws IOException {
        Set<String> built = Modules.bundles().stream().map(Modules.Module::name).collect(Collectors.toSet());
        List<String> listed = new ArrayList<>();
        for (String parent : List.of("bundles", "reports")) {
            for (String line : Files.readAllLines(Modules.root().resolve(parent + "/pom.xml"))) {
                String module = line.strip();
                if (module.startsWith("<module>")) {
                    listed.add(parent + "/" + module.replaceAll("</?module>", ""));
                }
            }
        }
        listed.removeAll(List.of("bundles/third-party", "bundles/testkit", "bundles/testkit-adapter"));
        assertThat(built).containsExactlyInAnyOrderElementsOf(listed);
        assertThat(ALL.stream().map(JavaClass::getPackageName).distinct()).hasSizeGreaterThan(built.size() - 1);
    }

    @Test
    void vocabulary_needsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("org.rostrum.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "javax.sql..", "org.jspecify..", "org.osgi.annotation..", "org.rostrum.api..")
                .check(ALL);
        classes()
                .that()
                .resideInAPackage("org.rostrum.spi..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.osgi.annotation..",
                        // annotations that are gone when the class is loaded
                        "org.osgi.service.component.annotations..",
                        "org.rostrum.api..",
                        "org.rostrum.spi..")
                .check(ALL);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundles_meetOnlyInTheVocabulary(Modules.Module module) {
        String own = module.manifest().getValue("Bundle-SymbolicName");
        JavaClasses classes = new ClassFileImporter().importPath(module.classes());
        noClasses()
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("belong to another bundle of ours") {
                    @Override
                    public boolean test(JavaClass used) {
                        String name = used.getPackageName();
                        return name.startsWith("org.rostrum.")
                                && !within(name, own)
                                && !within(name, "org.rostrum.api")
                                && !within(name, "org.rostrum.spi");
                    }
                })
                // the console has none
                .allowEmptyShould(true)
                .check(classes);
    }

    private static boolean within(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundles_areNamedAfterTheirFolder_andExportNothingButTheVocabulary(Modules.Module module) {
        Attributes manifest = module.manifest();
        String name = manifest.getValue("Bundle-SymbolicName");
        String folder = String.valueOf(module.folder().getFileName());
        String expected = module.name().startsWith("reports/")
                ? "org.rostrum.report." + folder
                : "org.rostrum." + folder.replace("mail-catcher", "mailcatcher").replace('-', '.');
        assertThat(name).isEqualTo(expected);
        String exports = manifest.getValue("Export-Package");
        if (!Set.of("org.rostrum.api", "org.rostrum.spi").contains(name)) {
            assertThat(Optional.ofNullable(exports).orElse("")).doesNotContain("org.rostrum");
        } else {
            assertThat(exports).contains(name + ".").contains(";version=");
        }
        new ClassFileImporter().importPath(module.classes()).forEach(type -> assertThat(type.getPackageName())
                .startsWith(name));
    }

    /** What it does, anybody can do by the public REST API. */
    @Test
    void console_isFilesForBrowsers_andNothingElse() {
        Modules.Module console = Modules.bundles().stream()
                .filter(module -> module.name().equals("bundles/console"))
                .findFirst()
                .orElseThrow();
        assertThat(new ClassFileImporter().importPath(console.classes())).isEmpty();
        assertThat(console.manifest().getValue("Import-Package")).isNull();
        assertThat(console.manifest().getValue("Rostrum-Files")).startsWith("/console;");
    }

    @Test
    void ground_namesNoCapability() throws IOException {
        List<String> capabilities = List.of("accounts", "archive", "engagement", "intake", "reporting");
        for (String ground : List.of("database", "http", "web", "integration", "delivery", "vault")) {
            for (String capability : capabilities) {
                noClasses()
                        .that()
                        .resideInAPackage("org.rostrum." + ground + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.rostrum.api." + capability + "..")
                        .check(ALL);
            }
        }
    }

    @Test
    void everyPackage_isNullMarked() {
        Map<String, Boolean> marked = new TreeMap<>();
        for (JavaClass type : ALL) {
            marked.putIfAbsent(
                    type.getPackageName(), type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"));
        }
        assertThat(marked).doesNotContainValue(false);
    }

    @Test
    void services_askTheGateThemselves() {
        methods()
                .that(new DescribedPredicate<>("implement an operation that needs a permission") {
                    @Override
                    public boolean test(JavaMethod method) {
                        return !method.getModifiers().contains(JavaModifier.ABSTRACT)
                                && !method.getModifiers().contains(JavaModifier.BRIDGE)
                                && !method.getOwner().isInterface()
                                && declaredWithPermission(method).isPresent();
                    }
                })
                .should(new ArchCondition<>("call Access.require") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean asks = asks(method) || helpers(method).anyMatch(ArchitectureTest::asks);
                        events.add(new SimpleConditionEvent(
                                method, asks, method.getFullName() + (asks ? " asks" : " does not ask the gate")));
                    }
                })
                .check(ALL);
    }

    private static boolean asks(JavaMethod method) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isAssignableTo(Access.class)
                        && call.getName().startsWith("require"));
    }

    /** What a class asks in several of its methods, it asks in one that is called so. */
    private static Stream<JavaMethod> helpers(JavaMethod method) {
        return method.getMethodCallsFromSelf().stream()
                .filter(call -> call.getName().startsWith("require"))
                .map(call -> call.getTarget().resolveMember())
                .flatMap(Optional::stream)
                .filter(called -> called.getOwner().equals(method.getOwner()));
    }

    private static Optional<JavaMethod> declaredWithPermission(JavaMethod method) {
        String[] parameters =
                method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        return method.getOwner().getAllRawInterfaces().stream()
                .filter(type -> type.getPackageName().startsWith("org.rostrum.api"))
                .map(type -> type.tryGetMethod(method.getName(), parameters))
                .flatMap(Optional::stream)
                .filter(declared -> declared.isAnnotatedWith(RequiresPermission.class))
                .findFirst();
    }

    @Test
    void everyRestOperation_namesItsPermission() {
        List<String> unguarded = new ArrayList<>();
        int operations = 0;
        for (JavaClass type : ALL) {
            for (JavaMethod method : type.getMethods()) {
                boolean operation = method.getAnnotations().stream()
                        .map(annotation -> annotation.getRawType())
                        .anyMatch(annotation -> annotation.getPackageName().equals("jakarta.ws.rs")
                                && VERBS.contains(annotation.getSimpleName()));
                if (operation) {
                    operations++;
                    if (!method.isAnnotatedWith(RequiresPermission.class)
                            && !method.isAnnotatedWith(OpenToAnyone.class)) {
                        unguarded.add(method.getFullName());
                    }
                }
            }
        }
        assertThat(unguarded).isEmpty();
        assertThat(operations).isGreaterThan(30);
    }

    @Test
    void nobody_sleepsOrPrints() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(ALL);
    }

    @Test
    void noSourceFile_isLongerThan500Lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Modules.root())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".java") && file.toString().contains("/src/main/")) {
                    try (Stream<String> lines = Files.lines(file)) {
                        if (lines.count() > 500) {
                            tooLong.add(file.toString());
                        }
                    }
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
