package org.rostrum.adapter.tryton;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.adapter.tryton}. */
@ObjectClassDefinition(
        id = "org.rostrum.adapter.tryton",
        name = "Tryton adapter",
        description = "The Tryton in which leads are made. Without an address it takes none.")
public @interface TrytonConfig {
    @AttributeDefinition(
            name = "Address",
            description = "Of its server, such as https://crm.example.org; empty: the adapter is not used")
    String address() default "";

    @AttributeDefinition(name = "Database", description = "Name of the database in which leads are made")
    String database() default "";

    @AttributeDefinition(name = "User", description = "Name of a user who may make parties and opportunities")
    String user() default "";

    @AttributeDefinition(name = "Password", description = "Of this user", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(
            name = "Company",
            description = "Name of the company whose opportunities leads become; empty: the one the user works for")
    String company() default "";

    @AttributeDefinition(
            name = "Employee",
            description = "Name of the employee of the company who gets the leads; empty: nobody yet")
    String employee() default "";

    @AttributeDefinition(
            name = "Party code",
            description =
                    "By which the party of a contact is found again: leads with the same code are of the same party. {channel} and the"
                            + " other fields of a lead's delivery are filled in")
    String partyCode() default "{channel}/{contactHandle}";

    @AttributeDefinition(
            name = "Party",
            description = "The same, as the name of a party that is made; when nothing is left of it, {contactHandle}")
    String party() default "{contactName}";

    @AttributeDefinition(
            name = "Contact mechanisms",
            description =
                    "What else a party gets when it is made: TYPE=TEXT, separated by semicolons, such as other={contactHandle};"
                            + " website=https://social.example/{contactHandle}")
    String contactMechanisms() default "other={contactHandle}";

    @AttributeDefinition(
            name = "Description",
            description = "The same, of the opportunity; one line of 200 characters at most")
    String description() default "{summary}";

    @AttributeDefinition(
            name = "Comment",
            description = "The same, as the opportunity's comment; \\n begins a new line")
    String comment() default
            "{text}\\n\\n-- \\n{contactName} {contactHandle}\\n{accountName}, {channel}, {createdAt}\\n{url}";

    @AttributeDefinition(
            name = "Amount",
            description = "Estimated revenue of each opportunity, such as 250 or 99.50; empty: none")
    String amount() default "";

    @AttributeDefinition(
            name = "Currency",
            description = "Code of the currency of the amount, such as EUR; it must be that of the company")
    String currency() default "";

    @AttributeDefinition(
            name = "Stages",
            description =
                    "What the states of opportunities mean: STATE=STAGE, separated by semicolons; stages are NEW, OPEN, WAITING, WON, LOST,"
                            + " REJECTED, RESOLVED and DELETED. A state that is not named is OPEN")
    String stages() default "lead=NEW; opportunity=OPEN; converted=OPEN; won=WON; lost=LOST; cancelled=REJECTED";

    @AttributeDefinition(
            name = "News",
            description = "How often Tryton is asked what became of the leads, in seconds, from 5 to 86400")
    int newsSeconds() default 60;

    @AttributeDefinition(
            name = "Time zone",
            description = "In which Tryton's database writes times: the TimeZone of PostgreSQL, such as Europe/Berlin")
    String timeZone() default "UTC";
}
