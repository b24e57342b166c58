package org.rostrum.web.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.web.files.Served;
import org.rostrum.web.files.WebFiles;
import org.rostrum.web.problem.ProblemDocument;
import org.rostrum.web.problem.ServletProblems;
import org.rostrum.web.publish.BootState;

/**
 * Answers wherever no other servlet does: with the files that bundles bring along; at {@code /} with the way to the user
 * interface, or a page that says what this is where there is none; elsewhere that there is nothing.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/",
            "osgi.http.whiteboard.servlet.name=rostrum-front",
            "service.ranking:Integer=-1000"
        })
public final class FrontDoor extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final byte[] page;
    private final String policy;

    private final transient BootState boot;
    private final transient WebFiles files;

    @Activate
    public FrontDoor(BundleContext context, @Reference WebFiles files) throws IOException {
        this.files = files;
        boot = new BootState(context);
        try (InputStream stream = Objects.requireNonNull(FrontDoor.class.getResourceAsStream("index.html"))) {
            page = stream.readAllBytes();
        }
        policy = "default-src 'none'; style-src 'sha256-" + digest(style(new String(page, UTF_8)))
                + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/")) {
            if (ReadOnly.admits(request, response)) {
                begin(response);
            }
            return;
        }
        Optional<Served> served = files.find(path);
        if (served.isPresent()) {
            if (ReadOnly.admits(request, response) && !served.get().answer(request, response)) {
                response.sendError(404);
            }
        } else if (boot.isFinished() && !isMissingPart(path)) {
            response.sendError(404);
        } else {
            ServletProblems.send(response, ProblemDocument.of(BootState.starting()));
        }
    }

    private void begin(HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        Optional<String> home = files.home();
        if (home.isPresent()) {
            response.setHeader("Location", home.get());
            response.setStatus(HttpServletResponse.SC_FOUND);
            return;
        }
        response.setHeader("Content-Security-Policy", policy);
        response.setContentType("text/html; charset=utf-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    /** A request for a servlet of ours comes here only while that servlet is not there. */
    private static boolean isMissingPart(String path) {
        return path.startsWith("/api/v1") || path.equals("/health") || path.equals("/metrics");
    }

    private static String style(String html) {
        return html.substring(html.indexOf("<style>") + "<style>".length(), html.indexOf("</style>"));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
