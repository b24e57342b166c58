package org.rostrum.webhooks;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.webhook.WebhookDraft;
import org.rostrum.api.webhook.WebhookEventType;
import org.rostrum.spi.http.HttpAddress;

/** Looks whether what people say of a webhook can be. Whether its address is open to the server is seen when it is called. */
final class WebhookCheck {
    private static final int LONGEST_URL = 2000;

    private final Feeds feeds;
    private final boolean allowHttp;

    WebhookCheck(Feeds feeds, boolean allowHttp) {
        this.feeds = feeds;
        this.allowHttp = allowHttp;
    }

    /** What was said, tidy. */
    record Checked(String name, String url, List<String> types, boolean active) {}

    Checked check(WebhookDraft draft) {
        return new Checked(
                Inputs.name("name", draft.name(), 200), url(draft.url()), types(draft.types()), draft.active());
    }

    private String url(@Nullable String given) {
        String text = Inputs.required("url", given).strip();
        if (text.length() > LONGEST_URL) {
            throw Problem.invalid("url", "Longer than " + LONGEST_URL + " characters.", "Shorten it.");
        }
        URI url;
        try {
            url = HttpAddress.parse(text);
        } catch (IllegalArgumentException unusable) {
            throw Problem.invalid(
                            "url",
                            String.valueOf(unusable.getMessage()),
                            "Give an address such as https://example.org/hooks.")
                    .withCause(unusable);
        }
        if (!allowHttp && !"https".equalsIgnoreCase(url.getScheme())) {
            throw Problem.invalid(
                    "url", "Events are only sent by https.", "Give an address that begins with https://.");
        }
        return url.toString();
    }

    private List<String> types(@Nullable List<String> given) {
        if (given == null) {
            return List.of();
        }
        Set<String> known = feeds.types().stream().map(WebhookEventType::name).collect(Collectors.toSet());
        for (String type : given) {
            if (!known.contains(type)) {
                throw Problem.invalid(
                        "types", "There are no events \"" + type + "\".", "Use those listed at /webhook-event-types.");
            }
        }
        return List.copyOf(new TreeSet<>(given));
    }
}
