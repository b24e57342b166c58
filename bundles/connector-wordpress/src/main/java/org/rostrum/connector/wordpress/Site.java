package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/**
 * Finds out where a site has its REST interface: by what its first page says ({@code Link} with the relation
 * {@code https://api.w.org/}, as header or in the HTML), and if that says nothing, at the two usual places.
 */
final class Site {
    private static final String RELATION = "https://api.w.org/";
    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>[^<]*;\\s*rel=\"?" + Pattern.quote(RELATION) + "\"?", Pattern.CASE_INSENSITIVE);
    private static final String ROUTE = "rest_route=";
    private static final Duration LONGEST = Duration.ofHours(6);

    private final HttpClient pages;
    private final WordpressSettings settings;
    private final Calls calls;
    private final Clock clock;

    private volatile @Nullable Interface known;

    /** Asks for the description of an interface, as the account. */
    @FunctionalInterface
    interface Calls {
        WordpressApi.Answer exchange(HttpCall call) throws DeliveryException;
    }

    Site(HttpClient pages, WordpressSettings settings, Calls calls, Clock clock) {
        this.pages = pages;
        this.settings = settings;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * An interface that answered.
     *
     * @param root ends where a route such as {@code /wp/v2/posts} begins
     * @param home address of the site as it says itself
     * @param language of its pages; null when they do not say
     * @param takesPasswords whether application passwords are possible; true when it does not say
     */
    record Interface(
            String root, String home, String name, @Nullable String language, boolean takesPasswords, Instant read) {}

    /** Asks once every few hours. */
    Interface known() throws DeliveryException {
        Interface now = known;
        if (now == null || now.read.plus(LONGEST).isBefore(clock.instant())) {
            now = discover();
            known = now;
        }
        return now;
    }

    /** It may have moved. */
    void forget() {
        known = null;
    }

    private Interface discover() throws DeliveryException {
        URI site = settings.site();
        String given = site.toString();
        if (isInterface(site)) {
            return read(root(given), null);
        }
        HttpAnswer page;
        try {
            page = pages.send(HttpCall.get(site).with("Accept", "text/html"));
        } catch (DeliveryException noPage) {
            if (noPage.category() != FailureCategory.REJECTED) {
                throw noPage;
            }
            // such as one that sends us in circles; the interface may be there all the same
            return guess(site, null);
        }
        Document html = page.isGood() ? Jsoup.parse(page.text(), page.address().toString()) : new Document(given);
        String language = WordpressSettings.tag(html.select("html").attr("lang"));
        String told = told(page, html);
        return told == null
                ? guess(page.isGood() ? page.address() : site, language)
                : read(root(trusted(told, site)), language);
    }

    private static boolean isInterface(URI site) {
        return site.getRawQuery() != null || String.valueOf(site.getRawPath()).matches(".*/wp-json/?");
    }

    private static @Nullable String told(HttpAnswer page, Document html) {
        for (String header : page.headers("Link")) {
            Matcher link = LINK.matcher(header);
            if (link.find()) {
                return page.address().resolve(URI.create(link.group(1).strip())).toString();
            }
        }
        String element = html.select("link[rel=" + RELATION + "]").attr("abs:href");
        return element.isEmpty() ? null : element;
    }

    /** The password must go nowhere but to the site that was named. */
    private static String trusted(String told, URI site) throws DeliveryException {
        URI root = HttpAddress.link(told);
        boolean same = root != null && bare(root).equals(bare(site));
        boolean safe = root != null && ("https".equalsIgnoreCase(root.getScheme()) || isPlain(site));
        if (root == null || !same || !safe) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    "The site says that its REST interface is at " + (root == null ? "no address" : root)
                            + (same ? ", where the password could be read on the way" : ", which is another server")
                            + ". If that is right, give that address as the site.",
                    null);
        }
        return root.toString();
    }

    private static boolean isPlain(URI site) {
        return "http".equalsIgnoreCase(site.getScheme());
    }

    private static String bare(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    private Interface guess(URI page, @Nullable String language) throws DeliveryException {
        String base = trusted(page.toString(), settings.site()).replaceFirst("[?#].*$", "");
        String folder = base.replaceFirst("/+$", "");
        try {
            return read(folder + "/wp-json", language);
        } catch (DeliveryException pretty) {
            if (pretty.category() == FailureCategory.AUTH_EXPIRED
                    || pretty.category() == FailureCategory.RATE_LIMITED) {
                throw pretty;
            }
            try {
                return read(folder + "/?" + ROUTE, language);
            } catch (DeliveryException plain) {
                // what is wrong with the usual place says more than what is wrong with the other
                pretty.addSuppressed(plain);
                throw pretty;
            }
        }
    }

    private static String root(String told) {
        int query = told.indexOf(ROUTE);
        return query >= 0 ? told.substring(0, query + ROUTE.length()) : told.replaceFirst("/+$", "");
    }

    private Interface read(String root, @Nullable String language) throws DeliveryException {
        WordpressApi.Answer answer = calls.exchange(
                HttpCall.get(address(root, "/", List.of("_fields=name,url,home,namespaces,authentication"))));
        Refusals.good(answer);
        JsonNode index = answer.body();
        boolean speaks = false;
        for (JsonNode namespace : index.path("namespaces")) {
            speaks |= namespace.asText().equals("wp/v2");
        }
        if (!speaks) {
            throw Refusals.noInterface(answer);
        }
        String home = index.path("home").asText(index.path("url").asText());
        JsonNode ways = index.path("authentication");
        // an empty PHP array is a list
        boolean takes = ways.isMissingNode() || ways.has("application-passwords");
        String own = settings.language();
        return new Interface(
                root,
                HttpAddress.link(home) == null ? settings.site().toString() : home,
                HtmlText.line(index.path("name").asText()),
                own == null ? language : own,
                takes,
                clock.instant());
    }

    /** A route with parameters that are encoded already. */
    static URI address(String root, String route, List<String> parameters) {
        String whole = root + route;
        String joined = String.join("&", parameters);
        return URI.create(joined.isEmpty() ? whole : whole + (whole.indexOf('?') >= 0 ? "&" : "?") + joined);
    }
}
