package org.rostrum.connector.meta;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** Takes a body of {@code multipart/form-data} apart. */
final class Parts {
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]+)\"");
    private static final Pattern TYPE = Pattern.compile("Content-Type: (\\S+)");

    private Parts() {}

    /** Fields by name; beside the file {@code source} its type, under {@code type}. */
    static Map<String, String> of(Request request) {
        String type = request.header("content-type").orElse("");
        if (!type.startsWith("multipart/form-data; boundary=")) {
            throw GraphError.of(324, "(#324) Requires upload file");
        }
        String boundary = type.substring(type.indexOf('=') + 1);
        Map<String, String> parts = new HashMap<>();
        String body = new String(request.body(), StandardCharsets.UTF_8);
        for (String part : body.split("--" + Pattern.quote(boundary), -1)) {
            Matcher name = NAME.matcher(part);
            if (name.find()) {
                int head = part.indexOf("\r\n\r\n");
                parts.put(name.group(1), part.substring(head + 4, Math.max(head + 4, part.length() - 2)));
                Matcher kind = TYPE.matcher(part.substring(0, head));
                if (name.group(1).equals("source") && kind.find()) {
                    parts.put("type", kind.group(1));
                }
            }
        }
        return parts;
    }
}
