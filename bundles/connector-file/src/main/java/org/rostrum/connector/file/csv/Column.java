package org.rostrum.connector.file.csv;

import java.util.List;
import java.util.Locale;

/** What a column can mean, and the headings it is known by (lower case, letters and digits only; the first that fits wins). */
enum Column {
    ID("id", "id", "postid", "messageid", "tweetid", "statusid", "commentid", "networkid", "uniqueid"),
    TEXT("text", "text", "fulltext", "content", "message", "body", "post", "comment", "tweet"),
    AUTHOR(
            "author",
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
    AUTHOR_NAME("authorName", "displayname", "authorname", "fullname", "sendername", "authordisplayname"),
    TIME(
            "time",
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
    DIRECTION("direction", "direction", "inbound", "isinbound", "outbound", "isoutbound"),
    IN_REPLY_TO(
            "inReplyTo",
            "inreplyto",
            "inreplytoid",
            "inreplytostatusid",
            "inresponsetotweetid",
            "inresponseto",
            "replyto",
            "replytoid",
            "parentid",
            "parent"),
    CONTEXT("context", "context", "conversationid", "conversation", "threadid", "thread"),
    SOURCE("source", "company", "brand", "account", "profile", "page", "source"),
    VERB("verb", "verb", "activity", "activitytype"),
    LANGUAGE("language", "language", "lang", "locale"),
    URL("url", "url", "link", "permalink", "posturl"),
    ATTACHMENTS("attachments", "attachments", "attachment", "media", "mediaurl", "mediaurls", "image", "imageurl");

    private final String option;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> headings;

    Column(String option, String... headings) {
        this.option = option;
        this.headings = List.of(headings);
    }

    /** Name in options: {@code column.} and this; also the word for complaints. */
    String option() {
        return option;
    }

    List<String> headings() {
        return headings;
    }

    /** A heading in the form that {@link #headings} have. */
    static String plain(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
