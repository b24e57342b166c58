package org.rostrum.connector.wordpress;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Configuration of {@link WordpressConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(
        name = "WordPress",
        description = "A site made with WordPress 5.7 or later: its posts and what is commented on them.")
public @interface WordpressConfig {
    @AttributeDefinition(
            name = "Site",
            description = "Address of the site, such as https://blog.acme.example or https://acme.example/blog.")
    String site();

    @AttributeDefinition(name = "User", description = "Name with which the account signs in at the site.")
    String user();

    @AttributeDefinition(
            name = "Application password",
            description = "Made at the site under Users, Profile, Application Passwords. Never the account's own"
                    + " password.",
            type = AttributeType.PASSWORD)
    String _appPassword();

    @AttributeDefinition(
            name = "Posts",
            description = "Whether the posts of the site, whoever wrote them, are brought into the archive.",
            required = false)
    boolean posts() default true;

    @AttributeDefinition(
            name = "Comments that wait",
            description = "Whether comments are brought before they are approved. Otherwise they come once they are.",
            required = false)
    boolean heldComments() default true;

    @AttributeDefinition(
            name = "Spam",
            description = "Whether comments are brought that the site takes for spam.",
            required = false)
    boolean spamComments() default false;

    @AttributeDefinition(
            name = "Days of history",
            description = "How old posts and comments may be that the first look brings; 0 for none.",
            min = "0",
            max = "36500",
            required = false)
    int historyDays() default 365;

    @AttributeDefinition(
            name = "Language",
            description = "Language of posts and comments, as a tag such as en or pt-BR. Without it, what the pages of"
                    + " the site say.",
            required = false)
    String language() default "";

    @AttributeDefinition(
            name = "New posts",
            description = "What becomes of what is published.",
            options = {
                @Option(label = "everybody sees them", value = "PUBLISH"),
                @Option(label = "they wait for an editor of the site", value = "PENDING"),
                @Option(label = "they are drafts", value = "DRAFT")
            },
            required = false)
    String newPosts() default "PUBLISH";

    @AttributeDefinition(
            name = "Categories",
            description = "Names or slugs of categories that new posts get; they must exist at the site.",
            required = false)
    String[] categories() default {};

    @AttributeDefinition(
            name = "Tags",
            description = "Names or slugs of tags that new posts get; they must exist at the site.",
            required = false)
    String[] tags() default {};

    @AttributeDefinition(
            name = "First picture",
            description = "Where the first picture of a new post stands. Many themes show a featured image themselves.",
            options = {
                @Option(label = "in the post and as its featured image", value = "BOTH"),
                @Option(label = "in the post", value = "BODY"),
                @Option(label = "as the featured image of the post", value = "FEATURED")
            },
            required = false)
    String firstPicture() default "BOTH";
}
