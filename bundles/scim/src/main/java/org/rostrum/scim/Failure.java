package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/** A problem in the words of SCIM. */
final class Failure extends ScimException {
    private static final long serialVersionUID = 1L;

    Failure(int status, String detail, @Nullable String scimType) {
        super(detail, null, status, scimType);
    }

    private Failure(Problem problem) {
        super(detail(problem), problem, problem.kind().status(), scimType(problem));
        if (problem.retryAfterSeconds() >= 0) {
            setResponseHeaders(Map.of("Retry-After", Long.toString(problem.retryAfterSeconds())));
        }
    }

    static Failure of(Problem problem) {
        return new Failure(problem);
    }

    private static String detail(Problem problem) {
        String remedy = problem.remedy();
        String field = problem.field();
        String said = field == null || problem.kind() != Problem.Kind.INVALID
                ? problem.detail()
                : field + ": " + problem.detail();
        return remedy == null ? said : said + " " + remedy;
    }

    private static @Nullable String scimType(Problem problem) {
        return switch (problem.kind()) {
            case INVALID -> "userName".equals(problem.field())
                            && problem.detail().contains("never changes")
                    ? ScimType.RFC7644.MUTABILITY
                    : ScimType.RFC7644.INVALID_VALUE;
            case CONFLICT -> problem.field() == null ? null : ScimType.RFC7644.UNIQUENESS;
            case UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    UNPROCESSABLE,
                    PRECONDITION_REQUIRED,
                    TOO_MANY_REQUESTS,
                    UNAVAILABLE -> null;
        };
    }
}
