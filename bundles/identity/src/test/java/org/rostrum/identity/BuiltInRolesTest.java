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
import java.util.List;
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
    void noRole_mayWhatNoServiceAsksFor() throws Exception {
        Set<String> asked = new TreeSet<>(operations().values());
        // what engagement models count already; whoever builds publishing takes this out
        assertThat(asked).noneMatch(permission -> permission.startsWith("publications:"));
        List.of("read", "write", "approve", "publish").forEach(action -> asked.add("publications:" + action));
        BuiltInRoles.ROLES.values().stream()
                .flatMap(role -> role.permissions().stream())
                .forEach(permission -> assertThat(asked)
                        .anySatisfy(one -> assertThat(Wanted.parse(permission).implies(Wanted.parse(one)))
                                .as(permission)
                                .isTrue()));
        // and each of several actions is one that somebody asks for
        BuiltInRoles.ROLES.values().stream()
                .flatMap(role -> role.permissions().stream())
                .filter(permission -> permission.contains(":"))
                .forEach(permission -> {
                    String capability = permission.substring(0, permission.indexOf(':') + 1);
                    for (String action :
                            permission.substring(capability.length()).split(",", -1)) {
                        assertThat(asked).contains(capability + action);
                    }
                });
    }

    /** What each role may do with each operation; a change of a role or a new operation shows here. */
    @Test
    void roles_mayExactlyWhatIsWrittenDown() throws Exception {
        Map<String, String> operations = operations();
        Set<String> asked = new TreeSet<>(operations.values());
        StringBuilder matrix = new StringBuilder();
        for (String role : BuiltInRoles.ROLES.keySet()) {
            Rights rights = Rights.everywhere(BuiltInRoles.ROLES.get(role).permissions());
            matrix.append(role).append(':');
            asked.stream()
                    .filter(permission -> rights.where(permission).everywhere())
                    .forEach(permission -> matrix.append(' ').append(permission));
            matrix.append('\n');
        }
        assertThat(matrix.toString()).isEqualTo(read("roles.txt"));
    }

    private static String read(String resource) throws IOException {
        try (java.io.InputStream stream =
                java.util.Objects.requireNonNull(BuiltInRolesTest.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private Map<String, Boolean> allowed(Map<String, String> operations, String role) {
        Identity identity = new Identity(
                new Caller(Caller.Type.USER, "x", "rest", null),
                Set.of(role),
                Rights.everywhere(
                        BuiltInRoles.ROLES.containsKey(role)
                                ? BuiltInRoles.ROLES.get(role).permissions()
                                : List.of()),
                null,
                Pending.NOTHING,
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
