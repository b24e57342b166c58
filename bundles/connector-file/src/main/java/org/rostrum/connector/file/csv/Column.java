package org.rostrum.connector.file.csv;

import java.util.List;
import java.util.Locale;

/** What a column can mean, and the headings it is known by (lower case, letters and digits only; the first that fits wins). */
enum Column {
    ID(
            "id",
            "Id of the message at its network; needed unless ids=hash.",
            "id",
            "postid",
            "messageid",
            "tweetid",
            "statusid",
            "commentid",
            "networkid",
            "uniqueid"),
    TEXT(
            "text",
            "What was said; needed.",
            "text",
            "fulltext",
            "content",
            "message",
            "body",
            "post",
            "comment",
            "tweet"),
    AUTHOR(
            "author",
            "Who said it: handle or id; needed unless the option author is given.",
            "author",
            "handle",
            "username",
            "screenname",
            "authorid",
            "userid",
            "user",
            "from",
            "sender",
            "authorname"),
    AUTHOR_NAME(
            "authorName",
            "Name of who said it.",
            "displayname",
            "authorname",
            "fullname",
            "sendername",
            "authordisplayname"),
    TIME(
            "time",
            "When; needed.",
            "time",
            "datetime",
            "timestamp",
            "createdat",
            "publishedat",
            "postedat",
            "sentat",
            "published",
            "created",
            "createdtime",
            "posttime",
            "date"),
    DIRECTION(
            "direction",
            "inbound or outbound; or true and false under a heading such as inbound.",
            "direction",
            "inbound",
            "isinbound",
            "outbound",
            "isoutbound"),
    IN_REPLY_TO(
            "inReplyTo",
            "Id of the message that is answered.",
            "inreplyto",
            "inreplytoid",
            "inreplytostatusid",
            "inresponsetotweetid",
            "inresponseto",
            "replyto",
            "replytoid",
            "parentid",
            "parent"),
    CONTEXT("context", "Id of the conversation.", "context", "conversationid", "conversation", "threadid", "thread"),
    SOURCE(
            "source",
            "Company or profile it belongs to, for accountPerSource.",
            "company",
            "brand",
            "account",
            "profile",
            "page",
            "source"),
    VERB("verb", "What was done: Create if absent; Like, Announce …", "verb", "activity", "activitytype"),
    LANGUAGE("language", "Language of the text.", "language", "lang", "locale"),
    URL("url", "Address of the message.", "url", "link", "permalink", "posturl"),
    ATTACHMENTS(
            "attachments",
            "Addresses of pictures and the like.",
            "attachments",
            "attachment",
            "media",
            "mediaurl",
            "mediaurls",
            "image",
            "imageurl");

    private final String option;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> headings;

    Column(String option, String meaning, String... headings) {
        this.option = option;
        this.meaning = meaning;
        this.headings = List.of(headings);
    }

    /** Name in options: {@code column.} and this; also the word for complaints. */
    String option() {
        return option;
    }

    /** For people. */
    String meaning() {
        return "Heading of the column, or its number as #1, #2, …: " + meaning;
    }

    List<String> headings() {
        return headings;
    }

    /** A heading in the form that {@link #headings} have. */
    static String plain(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
