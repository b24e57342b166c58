package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.api.data.OutcomeUnknownException;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of the services: what they refuse is told in the words of SCIM, what breaks is not told. */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private Calls() {}

    static <T> T told(Supplier<T> call) {
        try {
            return call.get();
        } catch (ScimException known) {
            throw known;
        } catch (Problem problem) {
            throw Failure.of(problem);
        } catch (DatabaseUnavailableException down) {
            throw Failure.of(Problem.of(Problem.Kind.UNAVAILABLE, "The database cannot be reached.")
                    .withRemedy("Nothing was done: try again later.")
                    .withRetryAfter(DatabaseUnavailableException.RETRY_AFTER_SECONDS));
        } catch (OutcomeUnknownException unknown) {
            LOG.error("Whether a provisioned change was made is not known", unknown);
            throw new Failure(500, "Whether it was done is not known: look before you send it again.", null);
        } catch (RuntimeException failure) {
            LOG.error("A request for provisioning failed", failure);
            throw new Failure(500, "Something went wrong here; the server's log tells more.", null);
        }
    }

    /** Changes a thing from the version that was looked at, or from whichever there is. Empty when there is none. */
    static <T> Optional<T> changed(
            Context context, String type, long id, Supplier<Optional<Long>> current, LongFunction<T> change) {
        return told(() -> {
            OptionalLong seen =
                    context instanceof Request request ? request.take(type, String.valueOf(id)) : OptionalLong.empty();
            for (int attempt = 1; ; attempt++) {
                Optional<Long> version = seen.isPresent() ? Optional.of(seen.getAsLong()) : current.get();
                if (version.isEmpty()) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(change.apply(version.get()));
                } catch (Problem problem) {
                    if (problem.kind() != Problem.Kind.PRECONDITION_FAILED) {
                        throw problem;
                    }
                    if (seen.isPresent() || attempt == Limits.TRIES) {
                        if (context instanceof Request request) {
                            request.isOvertaken();
                        }
                        throw problem;
                    }
                }
            }
        });
    }

    static void removed(Context context, String type, long id, Supplier<Optional<Long>> current, LongConsumer removal) {
        Optional<Boolean> done = changed(context, type, id, current, version -> {
            removal.accept(version);
            return Boolean.TRUE;
        });
        if (done.isEmpty()) {
            throw missing(type, String.valueOf(id));
        }
    }

    static long id(ResourceNode resource) {
        return known("resource", resource.getId().orElse(""));
    }

    static long known(String type, String id) {
        return Resources.id(id).orElseThrow(() -> missing(type, id));
    }

    private static ResourceNotFoundException missing(String type, String id) {
        return new ResourceNotFoundException("There is nothing at " + type + "/" + id + ".", null, null);
    }
}
