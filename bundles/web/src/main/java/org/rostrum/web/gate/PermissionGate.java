package org.rostrum.web.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.function.Supplier;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a call through when its operation says who may make it and the caller may; an operation that says nothing is shut. */
@Priority(Priorities.AUTHORIZATION)
public final class PermissionGate implements ContainerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(PermissionGate.class);

    private final Supplier<@Nullable Access> access;

    /** @param access the gate of the product; gives null while nothing provides it */
    public PermissionGate(Supplier<@Nullable Access> access) {
        this.access = access;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        OperationResourceInfo operation = Operation.current();
        if (operation == null) {
            throw shut();
        }
        RequiresPermission required = Operation.annotation(operation, RequiresPermission.class);
        if (required != null) {
            // for which accounts is known to the service alone
            access().requireSomewhere(required.value());
            return;
        }
        OpenToAnyone open = Operation.annotation(operation, OpenToAnyone.class);
        if (open == null) {
            LOG.error(
                    "Defect: {} names neither @RequiresPermission nor @OpenToAnyone and is refused to everybody",
                    Operation.describe(operation));
            throw shut();
        }
        if (open.signedIn() && !access().caller().authenticated()) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "This is for those who are signed in.")
                    .withRemedy("Sign in or send an API token.");
        }
    }

    private Access access() {
        Access gate = access.get();
        if (gate == null) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, "The server cannot tell who may do what yet.")
                    .withRemedy("Try again in a moment.")
                    .withRetryAfter(2);
        }
        return gate;
    }

    private static Problem shut() {
        return Problem.of(Problem.Kind.FORBIDDEN, "This operation is shut: it does not say who may call it.")
                .withRemedy("This is a defect of the server; tell the operator.");
    }
}
