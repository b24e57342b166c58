package org.rostrum.onboarding;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.onboarding.OnboardingItem;
import org.rostrum.api.onboarding.OnboardingTemplate;
import org.rostrum.api.onboarding.OnboardingTemplateDraft;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** What somebody wrote as a template, checked. */
final class Drafts {
    static final Set<String> ATTRIBUTES = Set.of("zone", "languages", "business-hours", "contact", "logo");

    private static final int MOST_ITEMS = 40;
    private static final int MOST_PEOPLE = 100;
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_JSON = 30_000;
    private static final Pattern SUBJECT = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private Drafts() {}

    static OnboardingTemplate template(
            long id, @Nullable String accountId, OnboardingTemplateDraft draft, long version) {
        String name = Inputs.name("name", draft.name(), LONGEST_NAME);
        String description = text("description", draft.description(), LONGEST_DESCRIPTION);
        List<OnboardingTemplateDraft.@Nullable Item> given = Inputs.required("items", draft.items());
        if (given.isEmpty() || given.size() > MOST_ITEMS) {
            throw Problem.invalid(
                    "items",
                    "A template has 1 to " + MOST_ITEMS + " items, not " + given.size() + ".",
                    "List what is needed.");
        }
        List<OnboardingItem> items = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String field = "items[" + i + "]";
            OnboardingItem item = item(field, Inputs.required(field, given.get(i)));
            if (!keys.add(item.key())) {
                throw Problem.invalid(
                        field + ".key", "There are two items \"" + item.key() + "\".", "Give one of them another key.");
            }
            items.add(item);
        }
        if (OnboardingJson.items(items).length() > LONGEST_JSON) {
            throw Problem.invalid("items", "The items are too long together.", "Shorten hints and titles.");
        }
        return new OnboardingTemplate(id, accountId, name, description, items, version);
    }

    private static OnboardingItem item(String field, OnboardingTemplateDraft.Item given) {
        OnboardingItem.Kind kind = Inputs.required(field + ".kind", given.kind());
        String subject = subject(field + ".subject", kind, given.subject());
        String title = given.title() == null && subject != null
                ? subject
                : Inputs.name(field + ".title", given.title(), LONGEST_TITLE);
        int atLeast = given.atLeast() == null ? 1 : given.atLeast();
        if (atLeast < 1 || atLeast > MOST_PEOPLE || (atLeast > 1 && kind != OnboardingItem.Kind.ROLE)) {
            throw Problem.invalid(
                    field + ".atLeast",
                    "A role is filled by 1 to " + MOST_PEOPLE + " people; everything else is needed once.",
                    "Give another number.");
        }
        String hint = text(field + ".hint", given.hint(), LONGEST_TEXT);
        return new OnboardingItem(
                key(field, kind, title, subject, given.key()),
                kind,
                title,
                subject,
                atLeast,
                hint,
                link(field + ".link", given.link()));
    }

    private static @Nullable String subject(String field, OnboardingItem.Kind kind, @Nullable String given) {
        if (kind == OnboardingItem.Kind.TASK || kind == OnboardingItem.Kind.ROUTING_RULE) {
            if (given != null) {
                throw Problem.invalid(
                        field,
                        "A task or a routing rule has no subject.",
                        "Leave it out, and write what is needed as the title.");
            }
            return null;
        }
        String subject = Inputs.required(field, given);
        if (!SUBJECT.matcher(subject).matches()) {
            throw Problem.invalid(
                    field,
                    "\"" + subject + "\" cannot be the name of a role, a connector, a report or a model.",
                    "Write it as it is listed.");
        }
        if (kind == OnboardingItem.Kind.ATTRIBUTE && !ATTRIBUTES.contains(subject)) {
            throw Problem.invalid(
                    field,
                    "There is no attribute \"" + subject + "\".",
                    "Use one of zone, languages, business-hours, contact, logo.");
        }
        if (kind == OnboardingItem.Kind.ENGAGEMENT_MODEL && !Policies.MODELS.containsKey(subject)) {
            throw Problem.invalid(
                    field,
                    "There is no engagement model \"" + subject + "\".",
                    "Use one of " + String.join(", ", Policies.MODELS.keySet()) + ".");
        }
        return subject;
    }

    private static String key(
            String field, OnboardingItem.Kind kind, String title, @Nullable String subject, @Nullable String given) {
        if (given != null) {
            if (!KEY.matcher(given).matches()) {
                throw Problem.invalid(
                        field + ".key",
                        "A key has lower-case letters, digits and hyphens, up to " + LONGEST_KEY + ".",
                        "Write it so, or leave it out.");
            }
            return given;
        }
        String words = subject == null ? title : kind + " " + subject;
        String made = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = made.substring(0, Math.min(made.length(), LONGEST_KEY)).replaceAll("^-+|-+$", "");
        if (cut.isEmpty()) {
            throw Problem.invalid(field + ".key", "No key can be made of the title.", "Give the item a key.");
        }
        return cut;
    }

    private static @Nullable String link(String field, @Nullable String given) {
        String link = text(field, given, LONGEST_TEXT);
        if (link == null) {
            return null;
        }
        try {
            URI address = new URI(link);
            if ("https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null) {
                return link;
            }
        } catch (URISyntaxException foreign) {
            throw Problem.invalid(field, "\"" + link + "\" is no web address.", "Write it as https://example.com/page.")
                    .withCause(foreign);
        }
        throw Problem.invalid(field, "\"" + link + "\" is no https address.", "Write it as https://example.com/page.");
    }

    /** One line; null and blank are none. */
    static @Nullable String text(String field, @Nullable String given, int most) {
        return given == null || given.isBlank() ? null : Inputs.name(field, given, most);
    }
}
