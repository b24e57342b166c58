package org.rostrum.shell.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.shell.Services;

/** How the server fares. */
@Service
@Command(
        scope = "rostrum",
        name = "status",
        description = "Asks every part of the server how it fares; exit status 1 when one is in trouble")
public final class StatusCommand extends RostrumCommand {
    /**
     * @param status OK, WARN, TEMPORARILY_UNAVAILABLE, CRITICAL or HEALTH_CHECK_ERROR
     */
    public record Check(String name, String status, String message) {}

    @Override
    protected void work(Services services) {
        services.get(Access.class).require("operations:read");
        List<Check> checks = new ArrayList<>();
        services.allByName(HealthCheck.class, "hc.name").forEach((name, check) -> checks.add(ask(name, check)));
        checks.sort(Comparator.comparing(Check::name));
        print(Map.of("checks", checks), () -> new Table<Check>()
                .column("Part", Check::name)
                .column("Status", Check::status)
                .column("What it says", Check::message)
                .print(out(), checks));
        List<String> troubled = checks.stream()
                .filter(check -> !check.status().equals("OK") && !check.status().equals("WARN"))
                .map(Check::name)
                .toList();
        if (!troubled.isEmpty()) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, "In trouble: " + String.join(", ", troubled) + ".");
        }
    }

    private static Check ask(String name, HealthCheck check) {
        try {
            Result result = check.execute();
            StringBuilder words = new StringBuilder();
            result.forEach(entry -> words.append(words.isEmpty() ? "" : "; ").append(entry.getMessage()));
            return new Check(name, result.getStatus().name(), words.toString());
        } catch (RuntimeException failure) {
            return new Check(
                    name, "HEALTH_CHECK_ERROR", Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
    }
}
