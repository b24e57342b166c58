package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.RequiresPermission;

/** What the two roles may do with each operation of the services. */
class BuiltInRolesTest {
    /** Everything a viewer may do; whatever a service gets new is refused to viewers until it is named here. */
    private static final Set<String> VIEWER = Set.of(
            "accounts:read",
            "archive:read",
            "cases:read",
            "channels:read",
            "deliveries:read",
            "imports:read",
            "report-schedules:read",
            "reports:read",
            "reports:run",
            "routing-rules:read",
            "tokens:own");

    private final ShiroAccess access = new ShiroAccess();
    private final BuiltInRoles roles = new BuiltInRoles(access);

    @Test
    void administrator_mayDoEverything_viewerWhatIsListed_otherNothing() throws Exception {
        Map<String, String> operations = operations();
        assertThat(operations)
                .hasSizeGreaterThan(60)
                .containsValue("users:write")
                .containsValue("audit:verify");
        Map<String, Boolean> expected = new TreeMap<>();
        operations.forEach((operation, permission) -> expected.put(operation, VIEWER.contains(permission)));

        assertThat(allowed(operations, BuiltInRoles.ADMINISTRATOR).values()).containsOnly(true);
        assertThat(allowed(operations, BuiltInRoles.VIEWER)).isEqualTo(expected);
        assertThat(allowed(operations, "a role that is gone").values()).containsOnly(false);
    }

    @Test
    void viewer_mayNothingThatNoServiceAsksFor() throws Exception {
        Set<String> asked = new TreeSet<>(operations().values());
        // imports:read is asked for by the import service under this or another name
        assertThat(VIEWER).allSatisfy(permission -> assertThat(asked).contains(permission));
    }

    private Map<String, Boolean> allowed(Map<String, String> operations, String role) {
        Identity identity = new Identity(
                new Caller(Caller.Type.USER, "x", "rest", null),
                Set.of(role),
                Permissions.parse(roles.permissions(Set.of(role))),
                null,
                false,
                null);
        return access.as(identity, () -> operations.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> access.permits(entry.getValue()),
                        (one, other) -> one,
                        TreeMap::new)));
    }

    /** The permission of each operation of each service in the vocabulary. */
    private static Map<String, String> operations() throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (String name : classes()) {
            Class<?> type = Class.forName(name, false, Access.class.getClassLoader());
            if (type.isInterface() && !type.isAnnotation()) {
                for (Method method : type.getMethods()) {
                    RequiresPermission required = method.getAnnotation(RequiresPermission.class);
                    if (required != null) {
                        found.put(method.toGenericString(), required.value());
                    }
                }
            }
        }
        return found;
    }

    private static Set<String> classes() throws IOException, URISyntaxException {
        URI location =
                Access.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path path = Path.of(location);
        if (Files.isDirectory(path)) {
            return classes(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return classes(jar.getPath("/"));
        }
    }

    private static Set<String> classes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.startsWith("org/rostrum/api/") && file.endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
                    .collect(Collectors.toSet());
        }
    }
}
