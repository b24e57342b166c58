package org.rostrum.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.common.response.BulkResponse;
import de.captaingoldfish.scim.sdk.common.response.ErrorResponse;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.identity.GroupProvisioning;
import org.rostrum.api.identity.UserProvisioning;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /scim/v2}: lets in programs with a token, and nobody else. */
@Component(
        service = Servlet.class,
        configurationPid = "org.rostrum.scim",
        property = {
            "osgi.http.whiteboard.servlet.pattern=" + ScimServlet.PATH + "/*",
            "osgi.http.whiteboard.servlet.name=rostrum-scim"
        })
@Designate(ocd = ScimConfig.class)
public final class ScimServlet extends HttpServlet {
    static final String PATH = "/scim/v2";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ScimServlet.class);
    private static final String READ = "scim:read";
    private static final String WRITE = "scim:write";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    /** How the library tells of a filter that is none, and forgets to say so. */
    private static final String BAD_FILTER = "Failed to parse patch-filter";
    /** Addresses are told without a host: the one of the request can be forged, and is another behind a proxy. */
    private static final String NOWHERE = "https://rostrum.invalid";

    private final transient ResourceEndpoint endpoint;
    private final transient Access access;
    private final transient Rate rate;

    @Activate
    public ScimServlet(
            @Reference UserProvisioning users,
            @Reference GroupProvisioning groups,
            @Reference Access access,
            @Reference Clock clock,
            ScimConfig config) {
        this.endpoint = ScimEndpoint.of(users, groups);
        this.access = access;
        this.rate = new Rate(clock, config.requestsPerMinute());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        try {
            answer(response, serve(request));
        } catch (ScimException refused) {
            answer(response, new ErrorResponse(refused));
        } catch (Problem refused) {
            if (refused.kind() == Problem.Kind.UNAUTHENTICATED) {
                response.setHeader("WWW-Authenticate", "Bearer realm=\"rostrum\"");
            }
            answer(response, new ErrorResponse(Failure.of(refused)));
        } catch (RuntimeException failure) {
            LOG.error("A request for provisioning failed", failure);
            answer(
                    response,
                    new ErrorResponse(
                            new Failure(500, "Something went wrong here; the server's log tells more.", null)));
        }
    }

    private ScimResponse serve(HttpServletRequest request) throws IOException {
        if (!METHODS.contains(request.getMethod())) {
            throw new Failure(405, request.getMethod() + " is not possible here.", null);
        }
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        if (access.caller().type() != Caller.Type.TOKEN) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Provisioning is for programs.")
                    .withRemedy("Send a token of a program's user as \"Authorization: Bearer …\".");
        }
        String path = String.valueOf(request.getRequestURI());
        access.requireSomewhere(Request.looks(method, path) ? READ : WRITE);
        rate.take(access.caller().name(), 1);
        String query = request.getQueryString();
        String address = NOWHERE + path + (query == null ? "" : "?" + query);
        Map<String, String> headers = headers(request);
        Bodies.Body body =
                method == HttpMethod.GET || method == HttpMethod.DELETE ? Bodies.Body.NONE : Bodies.read(request);
        rate.take(access.caller().name(), body.operations() / Limits.OPERATIONS_PER_REQUEST);
        for (int attempt = 1; ; attempt++) {
            Request asked = new Request();
            ScimResponse answer = endpoint.handleRequest(address, method, body.text(), headers, asked);
            if (!asked.overtaken()
                    || answer instanceof BulkResponse
                    || headers.containsKey("If-Match")
                    || attempt == Limits.TRIES) {
                return answer;
            }
        }
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            @Nullable
            String known =
                    switch (name.toLowerCase(Locale.ROOT)) {
                        case "content-type" -> "Content-Type";
                        case "if-match" -> "If-Match";
                        case "if-none-match" -> "If-None-Match";
                        default -> null;
                    };
            String value = request.getHeader(name);
            // a star asks for no version
            if (known != null && !value.strip().equals("*")) {
                headers.put(known, value);
            }
        }
        return headers;
    }

    private static void answer(HttpServletResponse response, ScimResponse answer) throws IOException {
        int status = answer.getHttpStatus();
        response.setStatus(status);
        answer.getHttpHeaders().forEach((name, value) -> response.setHeader(name, value.replace(NOWHERE, "")));
        // the library forgets it where a resource was replaced
        String version = answer.path("meta").path("version").asText();
        if (!version.isEmpty()) {
            response.setHeader("ETag", version);
        }
        ObjectNode body = answer;
        if (answer.path("detail").asText().startsWith(BAD_FILTER) && !body.has("scimType")) {
            body.put("scimType", ScimType.RFC7644.INVALID_FILTER);
        }
        if (status >= 500
                && answer instanceof ErrorResponse failed
                && !(failed.getScimException() instanceof Failure)) {
            LOG.error("A request for provisioning failed in the library", failed.getScimException());
            body = JsonNodeFactory.instance.objectNode();
            body.set("schemas", answer.get("schemas"));
            body.set("status", answer.get("status"));
            body.put("detail", "Something went wrong here; the server's log tells more.");
        }
        if (status == HttpServletResponse.SC_NO_CONTENT
                || status == HttpServletResponse.SC_NOT_MODIFIED
                || body.isEmpty()) {
            return;
        }
        byte[] text = body.toString().replace(NOWHERE, "").getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/scim+json;charset=UTF-8");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }
}
