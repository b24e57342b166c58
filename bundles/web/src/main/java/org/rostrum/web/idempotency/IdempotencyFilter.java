package org.rostrum.web.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.SecretAnswer;
import org.rostrum.api.rest.StreamedBody;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.rostrum.web.gate.Operation;

/**
 * Honours {@code Idempotency-Key} on POST. Only what succeeded is kept; what was refused or failed had no effect and may be
 * sent again with the same key. When the answer to the commit was lost, the request may have had its effect: then the key
 * stays taken, and whoever repeats it is told to look. Callers who are not signed in have no name to keep keys under, so theirs are passed over.
 */
@Priority(Priorities.USER)
public final class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final String CLAIMED = IdempotencyFilter.class.getName() + ".claimed";
    private static final String OUTCOME_UNKNOWN = IdempotencyFilter.class.getName() + ".outcome-unknown";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int LARGEST_ANSWER = 1_048_576;

    private final Supplier<@Nullable Access> access;
    private final Supplier<@Nullable IdempotencyStore> stores;

    private record Claimed(IdempotencyStore store, IdempotencyStore.Request request, boolean secret) {}

    public IdempotencyFilter(Supplier<@Nullable Access> access, Supplier<@Nullable IdempotencyStore> stores) {
        this.access = access;
        this.stores = stores;
    }

    /** Notes that the request failed without anybody knowing whether it had its effect. */
    public static void noteUnknownOutcome(HttpServletRequest request) {
        request.setAttribute(OUTCOME_UNKNOWN, Boolean.TRUE);
    }

    private static boolean isOutcomeUnknown() {
        HttpServletRequest request = Operation.request();
        return request != null && request.getAttribute(OUTCOME_UNKNOWN) != null;
    }

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        String key = context.getHeaderString(HEADER);
        OperationResourceInfo operation = Operation.current();
        Access gate = access.get();
        if (key == null
                || operation == null
                || gate == null
                || !context.getMethod().equals("POST")
                || Operation.annotation(operation, StreamedBody.class) != null) {
            return;
        }
        Caller caller = gate.caller();
        if (!caller.authenticated()) {
            return;
        }
        if (!KEY.matcher(key).matches()) {
            throw Problem.invalid(
                    HEADER, "The key is not usable.", "Send 1 to 255 visible ASCII characters, no spaces.");
        }
        IdempotencyStore store = stores.get();
        if (store == null) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, "The server cannot honour Idempotency-Key at the moment.")
                    .withRemedy("Try again in a moment.")
                    .withRetryAfter(2);
        }
        InputStream body = context.getEntityStream();
        byte[] bytes = body == null ? new byte[0] : body.readAllBytes();
        context.setEntityStream(new ByteArrayInputStream(bytes));
        IdempotencyStore.Request request = new IdempotencyStore.Request(
                caller.type() + " " + caller.name(),
                "POST " + context.getUriInfo().getRequestUri().getRawPath(),
                key);
        IdempotencyStore.Claim claim = store.claim(request, hash(context, bytes));
        if (claim instanceof IdempotencyStore.Claim.Granted) {
            boolean secret = Operation.annotation(operation, SecretAnswer.class) != null;
            context.setProperty(CLAIMED, new Claimed(store, request, secret));
        } else if (claim instanceof IdempotencyStore.Claim.Answered answered) {
            context.abortWith(repeat(answered.answer()));
        } else if (claim instanceof IdempotencyStore.Claim.Running running) {
            throw running.lost() ? lost() : running();
        } else {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "The key was used for a request with another body.")
                    .withField(HEADER)
                    .withRemedy("Use a new key for each new request, and the same body when it is sent again.");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(CLAIMED) instanceof Claimed claimed)) {
            return;
        }
        if (isOutcomeUnknown()) {
            request.removeProperty(CLAIMED);
            claimed.store().doubt(claimed.request());
        } else if (response.getStatus() >= 400) {
            request.removeProperty(CLAIMED);
            claimed.store().abandon(claimed.request());
        } else if (!response.hasEntity()) {
            request.removeProperty(CLAIMED);
            claimed.store().complete(claimed.request(), answer(response, null, true));
        } else {
            // the body passes aroundWriteTo below
            request.setProperty(CLAIMED, new Answering(claimed, answer(response, null, false)));
        }
    }

    private record Answering(Claimed claimed, IdempotencyStore.Answer answer) {}

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (!(context.getProperty(CLAIMED) instanceof Answering answering)) {
            context.proceed();
            return;
        }
        context.removeProperty(CLAIMED);
        HeldBack body = new HeldBack(context.getOutputStream(), LARGEST_ANSWER);
        context.setOutputStream(body);
        boolean written = false;
        try {
            context.proceed();
            written = true;
        } finally {
            // the effect is there whether or not the caller got the answer
            boolean keep = written && body.isComplete() && !answering.claimed().secret();
            IdempotencyStore.Answer answer = answering.answer();
            Object type = context.getHeaders().getFirst("Content-Type");
            answering
                    .claimed()
                    .store()
                    .complete(
                            answering.claimed().request(),
                            new IdempotencyStore.Answer(
                                    answer.status(),
                                    type == null ? answer.contentType() : type.toString(),
                                    answer.location(),
                                    answer.entityTag(),
                                    keep ? body.bytes() : null,
                                    keep));
        }
        body.release();
    }

    private static String hash(ContainerRequestContext context, byte[] body) {
        String query =
                Objects.requireNonNullElse(context.getUriInfo().getRequestUri().getRawQuery(), "");
        return Sha256.of(query.getBytes(UTF_8), body);
    }

    private static IdempotencyStore.Answer answer(
            ContainerResponseContext response, byte @Nullable [] body, boolean kept) {
        return new IdempotencyStore.Answer(
                response.getStatus(),
                response.getMediaType() == null ? null : response.getMediaType().toString(),
                response.getHeaderString("Location"),
                response.getHeaderString("ETag"),
                body,
                kept);
    }

    private static Response repeat(IdempotencyStore.Answer answer) {
        if (!answer.kept()) {
            String where = answer.location() == null ? "" : "; what it made is at " + answer.location();
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "The request was carried out before (status " + answer.status()
                                    + "); its answer was not kept" + where + ".")
                    .withField(HEADER)
                    .withRemedy("Read what it made instead of sending it again.");
        }
        Response.ResponseBuilder builder = Response.status(answer.status()).header(REPLAYED, "true");
        if (answer.location() != null) {
            builder.header("Location", answer.location());
        }
        if (answer.entityTag() != null) {
            builder.header("ETag", answer.entityTag());
        }
        if (answer.body() != null) {
            builder.entity(answer.body());
            builder.type(answer.contentType());
        }
        return builder.build();
    }

    private static Problem running() {
        return Problem.of(Problem.Kind.CONFLICT, "A request with this key is being carried out at this moment.")
                .withField(HEADER)
                .withRemedy("Wait for its answer, or send it again in a moment.")
                .withRetryAfter(1);
    }

    private static Problem lost() {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "How an earlier request with this key ended, and whether it had its effect, is not known.")
                .withField(HEADER)
                .withRemedy("See whether the effect is there; if not, send the request with a new key.");
    }

    /**
     * Holds back what is written until it is noted that it was the answer, so that whoever has it can repeat the request. What is
     * larger than is kept is passed on.
     */
    private static final class HeldBack extends OutputStream {
        private final OutputStream target;
        private final int largest;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private boolean complete = true;
        private boolean closed;

        HeldBack(OutputStream target, int largest) {
            this.target = target;
            this.largest = largest;
        }

        boolean isComplete() {
            return complete;
        }

        byte[] bytes() {
            return held.toByteArray();
        }

        void release() throws IOException {
            if (complete) {
                held.writeTo(target);
                target.flush();
            }
            if (closed) {
                target.close();
            }
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            if (complete && held.size() + length > largest) {
                complete = false;
                held.writeTo(target);
            }
            if (complete) {
                held.write(buffer, offset, length);
            } else {
                target.write(buffer, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!complete) {
                target.flush();
            }
        }

        /** The last bytes of a large answer are what its reader waits for. */
        @Override
        public void close() {
            closed = true;
        }
    }
}
