package org.rostrum.engagement.saved;

import java.util.Map;
import java.util.TreeMap;
import org.rostrum.api.engagement.SavedReplyDraft;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** What a saved reply must look like before it is kept. */
final class SavedReplyCheck {
    static final int LONGEST_NAME = 200;
    private static final int LONGEST_CATEGORY = 60;
    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_TEXTS = 50;

    private SavedReplyCheck() {}

    /** The draft as it is kept: without blanks around its texts, and with tags as they are commonly written. */
    static SavedReplyDraft checked(SavedReplyDraft draft) {
        String category = draft.category();
        return new SavedReplyDraft(
                Inputs.required("accountId", draft.accountId()),
                Inputs.name("name", draft.name(), LONGEST_NAME),
                category == null || category.isBlank() ? null : Inputs.name("category", category, LONGEST_CATEGORY),
                texts(draft.texts()));
    }

    private static Map<String, String> texts(Map<String, String> texts) {
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw Problem.invalid(
                    "texts",
                    "A saved reply has a text in 1 to " + MOST_TEXTS + " languages, not in " + texts.size() + ".",
                    "Give at least one, such as {\"en\": \"Thank you!\"}.");
        }
        Map<String, String> checked = new TreeMap<>();
        texts.forEach((tag, text) -> {
            String language = ReplyLanguages.tag("texts", tag);
            if (checked.put(language, text("texts." + language, text)) != null) {
                throw Problem.invalid(
                        "texts", "The language " + language + " is there twice.", "Give one text for each.");
            }
        });
        return checked;
    }

    private static String text(String field, String value) {
        String text = Inputs.required(field, value).strip();
        if (text.length() > LONGEST_TEXT) {
            throw Problem.invalid(field, "Longer than " + LONGEST_TEXT + " characters.", "Shorten it.");
        }
        boolean visible = text.codePoints()
                .allMatch(point ->
                        point == '\n' || point == '\r' || point == '\t' || Inputs.isOneLine(Character.toString(point)));
        if (!visible) {
            throw Problem.invalid(
                    field,
                    "It holds a control character or half a character.",
                    "Write it with characters that can be seen.");
        }
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        Placeholder.check(field, unix);
        return unix;
    }
}
