package org.rostrum.web.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for the files of a bundle. A file may lie there as {@code name.gz} alone: it goes out as it is to whoever
 * takes that. Names that change with the content are kept for a year by browsers; anything else is asked about each time.
 */
public final class Served {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    /** The one kind of script that cannot lie in a file; named to the browser by its digest. */
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final FileMount mount;

    Served(FileMount mount) {
        this.mount = mount;
    }

    /** Answers when there is something; false when nothing is. The request is one that reads. */
    public boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals(mount.path()) && mount.app() != null) {
            response.setHeader("Location", mount.path() + "/");
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            return true;
        }
        String name = mount.nameOf(request.getRequestURI());
        if (name != null && send(name, request, response)) {
            return true;
        }
        String app = mount.app();
        return app != null && wantsPage(request) && !isAsset(name) && send(app, request, response);
    }

    /** Who asks for a page gets the application, which knows its addresses; who asks for a script does not. */
    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    private boolean isAsset(@Nullable String name) {
        return name != null && mount.isImmutable(name);
    }

    private boolean send(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        URL plain = mount.entry(name);
        URL packed = plain == null ? mount.entry(name + ".gz") : null;
        if (plain == null && packed == null) {
            return false;
        }
        byte[] content = read(plain == null ? packed : plain);
        boolean page = name.endsWith(".html");
        response.setHeader("ETag", "\"" + HexFormat.of().formatHex(digest(content), 0, 12) + "\"");
        response.setHeader(
                "Cache-Control", mount.isImmutable(name) ? "public, max-age=31536000, immutable" : "no-cache");
        if (page) {
            response.setHeader(
                    "Content-Security-Policy", policy(new String(plain == null ? unpack(packed) : content, UTF_8)));
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        }
        if (packed != null) {
            response.setHeader("Vary", "Accept-Encoding");
        }
        if (matches(request.getHeader("If-None-Match"), response.getHeader("ETag"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        if (packed != null && !takesGzip(request.getHeader("Accept-Encoding"))) {
            content = unpack(packed);
        } else if (packed != null) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(typeOf(name));
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
        return true;
    }

    private static boolean matches(@Nullable String wanted, @Nullable String tag) {
        return wanted != null && tag != null && (wanted.strip().equals("*") || wanted.contains(tag));
    }

    private static boolean takesGzip(@Nullable String accepted) {
        return accepted != null
                && accepted.toLowerCase(Locale.ROOT)
                        .matches("(.*[,\\s])?(gzip|\\*)\\s*(;\\s*q=(0\\.\\d*[1-9]\\d*|1(\\.0*)?)\\s*)?(,.*)?");
    }

    /** Nothing but what this server sends, nothing written into the page. */
    static String policy(String html) {
        StringBuilder scripts = new StringBuilder("'self'");
        Matcher map = IMPORT_MAP.matcher(html);
        while (map.find()) {
            scripts.append(" 'sha256-")
                    .append(Base64.getEncoder()
                            .encodeToString(digest(map.group(1).getBytes(UTF_8))))
                    .append('\'');
        }
        return "default-src 'none'; script-src " + scripts + "; style-src 'self'; img-src 'self' data: blob:;"
                + " font-src 'self'; connect-src 'self'; frame-src blob:; manifest-src 'self';"
                + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    }

    private static String typeOf(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        return type == null ? "application/octet-stream" : type;
    }

    private static byte[] read(@Nullable URL entry) throws IOException {
        if (entry == null) {
            return new byte[0];
        }
        try (InputStream stream = entry.openStream()) {
            return stream.readAllBytes();
        }
    }

    private static byte[] unpack(@Nullable URL entry) throws IOException {
        if (entry == null) {
            return new byte[0];
        }
        try (InputStream stream = new GZIPInputStream(entry.openStream())) {
            return stream.readAllBytes();
        }
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
