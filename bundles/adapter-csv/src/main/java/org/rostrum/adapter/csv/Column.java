package org.rostrum.adapter.csv;

import java.util.Arrays;
import java.util.List;

/**
 * The columns, in the order of the file. Except for the last they are fields of the payload, a JSON object; other fields of
 * it are ignored.
 */
enum Column {
    ID("id", true),
    /** ISO 8601 with a zone or offset. */
    CREATED_AT("createdAt", true),
    /** Id of the account. */
    ACCOUNT("account", true),
    ACCOUNT_NAME("accountName", false),
    /** Id of the channel it came through. */
    CHANNEL("channel", false),
    CONTACT_HANDLE("contactHandle", true),
    CONTACT_NAME("contactName", false),
    SUMMARY("summary", true),
    TEXT("text", false),
    URL("url", false),
    LANGUAGE("language", false),
    /** Who takes care of it. */
    OWNER("owner", false),
    /** Name of the routing rule that made it. */
    RULE("rule", false),
    /** Id of the conversation. */
    CONVERSATION("conversation", false),
    /** Of the delivery, not of the payload; tells whether a row is already there. */
    IDEMPOTENCY_KEY("idempotencyKey", false);

    private final String title;
    private final boolean required;

    Column(String title, boolean required) {
        this.title = title;
        this.required = required;
    }

    /** Heading, and name of the field. */
    String title() {
        return title;
    }

    boolean required() {
        return required;
    }

    static List<String> titles() {
        return Arrays.stream(values()).map(Column::title).toList();
    }
}
