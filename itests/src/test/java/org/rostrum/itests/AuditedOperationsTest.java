package org.rostrum.itests;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rostrum.api.audit.AuditLog;

/**
 * No operation that changes something is without a way into the audit trail: from its method, over services and whoever implements
 * them, the calls lead to {@link AuditLog#record}. That the way is taken is shown by running it ({@code AccessMatrixIT} and the tests
 * of each bundle).
 */
class AuditedOperationsTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(Modules.bundles().stream().map(Modules.Module::classes).toList());
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** What changes nothing that anybody keeps, by resource and method, each with its reason. */
    private static final Map<String, String> NOTHING_TO_TELL = Map.ofEntries(
            entry("AccountModelResource.preview", "tells what choosing it would change"),
            entry("InboxResource.preview", "shows how a text would go out that is not kept"),
            entry("ChannelsResource.check", "asks the network with calls that change nothing there"),
            entry("ConnectorsResource.check", "tries settings that are not kept"),
            entry("IdentityProvidersResource.check", "asks the provider for what it tells everybody"),
            entry("WebhooksResource.receive", "what a network says goes into the archive, which is a trail of its own"),
            entry("InboxTeamResource.present", "who has a conversation open is forgotten after seconds"),
            entry("RoutingTrialsResource.start", "reads the archive, as lists of it do, and is forgotten after a day"),
            entry("RoutingTrialsResource.cancel", "stops reading"),
            entry("InboxTeamResource.seen", "whoever has read a note keeps that to themselves"),
            entry("CaseSourcesResource.hint", "a system is asked a little sooner"));

    private static Stream<JavaMethod> operations() {
        return ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getRawType().getPackageName().equals("jakarta.ws.rs")
                                        && CHANGING.contains(
                                                annotation.getRawType().getSimpleName())));
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }

    @Test
    void operationsThatChangeSomething_leadToTheTrail() {
        Set<String> without = new TreeSet<>();
        Set<String> with = new TreeSet<>();
        operations().forEach(method -> {
            if (leadsToTheTrail(method)) {
                with.add(name(method));
            } else {
                without.add(name(method));
            }
        });
        assertThat(with).hasSizeGreaterThan(30);
        assertThat(without).containsExactlyInAnyOrderElementsOf(NOTHING_TO_TELL.keySet());
    }

    /** Else the way would be found from everywhere, and prove nothing. */
    @Test
    void operationsThatOnlyRead_mostlyDoNot() {
        List<JavaMethod> reading = ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith("jakarta.ws.rs.GET"))
                .toList();
        assertThat(reading).hasSizeGreaterThan(30);
        assertThat(reading.stream()
                        .filter(AuditedOperationsTest::leadsToTheTrail)
                        .count())
                .isLessThan(reading.size() / 3L);
    }

    private static boolean leadsToTheTrail(JavaMethod from) {
        Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(from));
        Set<JavaCodeUnit> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            for (JavaAccess<?> access : open.remove().getAccessesFromSelf()) {
                if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget)) {
                    continue;
                }
                if (access.getTargetOwner().isEquivalentTo(AuditLog.class)
                        && access.getTarget().getName().equals("record")) {
                    return true;
                }
                access.getTarget().resolveMember().stream()
                        .flatMap(AuditedOperationsTest::withImplementations)
                        .filter(seen::add)
                        .forEach(open::add);
            }
        }
        return false;
    }

    private static Stream<JavaCodeUnit> withImplementations(JavaMember member) {
        if (!(member instanceof JavaMethod method)) {
            return Stream.of((JavaCodeUnit) member);
        }
        Stream<JavaMethod> overriding =
                method.getOwner().getAllSubclasses().stream().flatMap(type -> implementation(type, method).stream());
        return Stream.concat(Stream.of(method), overriding).map(JavaCodeUnit.class::cast);
    }

    private static Optional<JavaMethod> implementation(JavaClass type, JavaMethod method) {
        return type.tryGetMethod(
                method.getName(),
                method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new));
    }
}
