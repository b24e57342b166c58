package org.rostrum.itests.boot;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of a browser as signing in needs: cookies by host and path, forms, one step at a time. */
final class Browser {
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    /** By port: both servers are on this machine, and cookies know no ports. */
    private final Map<Integer, Map<String, String>> cookies = new LinkedHashMap<>();

    record Page(URI address, int status, String body, URI location) {
        @Override
        public String toString() {
            return status + " of " + address + " to " + location;
        }
    }

    Page get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).GET(), address);
    }

    /** Fills in the first form of a page. */
    Page submit(Page page, Map<String, String> fields) throws IOException, InterruptedException {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("There is no form: " + page + "\n" + page.body());
        }
        Map<String, String> all = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            all.put(hidden.group(1), hidden.group(2));
        }
        all.putAll(fields);
        URI address = page.address().resolve(form.group(1).replace("&amp;", "&"));
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                address);
    }

    private Page send(HttpRequest.Builder request, URI address) throws IOException, InterruptedException {
        Map<String, String> known = cookies.computeIfAbsent(address.getPort(), port -> new LinkedHashMap<>());
        if (!known.isEmpty()) {
            request.header(
                    "Cookie",
                    known.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String header : answer.headers().allValues("Set-Cookie")) {
            String[] pair = header.substring(0, (header + ";").indexOf(';')).split("=", 2);
            if (header.contains("Max-Age=0")) {
                known.remove(pair[0]);
            } else {
                known.put(pair[0], pair[1]);
            }
        }
        String location = answer.headers().firstValue("Location").orElse("");
        return new Page(
                address, answer.statusCode(), answer.body(), location.isEmpty() ? address : address.resolve(location));
    }

    /** The value of a cookie; empty when there is none. */
    String cookie(int port, String name) {
        return cookies.getOrDefault(port, Map.of()).getOrDefault(name, "");
    }

    /** Forgets what a server has set. */
    void forget(int port) {
        cookies.remove(port);
    }
}
