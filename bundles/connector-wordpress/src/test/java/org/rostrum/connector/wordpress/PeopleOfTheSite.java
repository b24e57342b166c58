package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** What people do at a site, simulated or real. */
interface PeopleOfTheSite {
    /** Where the site is, as whom, and with what password. */
    record Account(String site, String user, String password) {
        /** The password as people see it, as it is sent, and in the header in which it is. */
        Set<String> secrets() {
            String bare = password.replace(" ", "");
            String basic = Base64.getEncoder().encodeToString((user + ":" + bare).getBytes(StandardCharsets.UTF_8));
            return Set.of(password, bare, basic);
        }
    }

    Account account();

    /** Somebody comments on the first post; gives the number. */
    long comment(String text, String status);

    /** An editor changes a comment's state. */
    void become(long comment, String status);

    /** The state of a comment as editors see it; {@code gone} when it is not there. */
    String statusOf(long comment);

    /** An editor changes the words of a comment. */
    void edit(long comment, String text);

    /** An editor changes the words of a post, some time after it was published. */
    void editPost(long post, String text);

    /** A post as editors see it. */
    JsonNode post(String networkId);

    /** All files of the site. */
    List<JsonNode> files();
}
