package org.rostrum.adapter.request.tracker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.adapter.request.tracker}. */
@ObjectClassDefinition(
        id = "org.rostrum.adapter.request.tracker",
        name = "Request Tracker adapter",
        description = "The Request Tracker in which tickets are made. Without an address it takes none.")
public @interface RequestTrackerConfig {
    @AttributeDefinition(
            name = "Address",
            description = "Where people find it, such as https://rt.example.org; empty: the adapter is not used")
    String address() default "";

    @AttributeDefinition(
            name = "Token",
            description = "Of a user who may create and see tickets of the queue, such as 1-31-…",
            type = AttributeType.PASSWORD)
    String token() default "";

    @AttributeDefinition(name = "Queue", description = "Name of the queue in which tickets are made")
    String queue() default "General";

    @AttributeDefinition(
            name = "Key field",
            description =
                    "Name of a custom field of the queue's tickets for one value, into which the key of the delivery is written, by"
                            + " which a ticket is found again")
    String keyField() default "RostrumKey";

    @AttributeDefinition(
            name = "Subject",
            description =
                    "{summary} and the other fields of a ticket's delivery are filled in; one line of 200 characters at most")
    String subject() default "{summary}";

    @AttributeDefinition(
            name = "Content",
            description = "The same, as the ticket's first message; \\n begins a new line")
    String content() default
            "{text}\\n\\n-- \\n{contactName} {contactHandle}\\n{accountName}, {channel}, {createdAt}\\n{url}";

    @AttributeDefinition(
            name = "Fields",
            description =
                    "What else is written into a ticket: FIELD=TEXT, separated by semicolons; a custom field as CF.NAME=TEXT, such as"
                            + " Requestor={owner}; CF.SocialPostUri={url}")
    String fields() default "";

    @AttributeDefinition(
            name = "Stages",
            description =
                    "What the states of tickets mean: STATUS=STAGE, separated by semicolons; stages are NEW, OPEN, WAITING, RESOLVED,"
                            + " REJECTED, DELETED, WON and LOST. A state that is not named is OPEN")
    String stages() default
            "new=NEW; open=OPEN; stalled=WAITING; resolved=RESOLVED; rejected=REJECTED; deleted=DELETED";

    @AttributeDefinition(
            name = "Reopen",
            description =
                    "The state that a ticket gets when the customer speaks again and it is over; empty: it stays as it is")
    String reopen() default "open";

    @AttributeDefinition(
            name = "Closes",
            description =
                    "The state that a ticket gets when people here close its conversation, such as resolved; when that opens again, the"
                            + " ticket gets the one of \"Reopen\". Empty: what is closed here stays as it is there")
    String closes() default "";

    @AttributeDefinition(
            name = "News",
            description = "After how many seconds Request Tracker is asked again what became of tickets; 5 to 86400")
    int newsSeconds() default 60;

    @AttributeDefinition(
            name = "Hint secret",
            description =
                    "What a scrip of Request Tracker shows that says that there is news, so that it is asked at once; 16 characters at"
                            + " least; empty: nobody may",
            type = AttributeType.PASSWORD)
    String hintSecret() default "";
}
