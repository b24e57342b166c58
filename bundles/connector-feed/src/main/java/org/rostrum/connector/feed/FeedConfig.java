package org.rostrum.connector.feed;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Configuration of {@link FeedConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(name = "Feed", description = "Reads an RSS or Atom feed.")
public @interface FeedConfig {
    @AttributeDefinition(name = "Address", description = "Of the feed, such as https://example.org/feed.xml.")
    String url();

    @AttributeDefinition(
            name = "Direction",
            description = "Whether others speak in the feed, or the organisation does (its own blog).",
            options = {@Option(label = "Others", value = "inbound"), @Option(label = "We", value = "outbound")},
            required = false)
    String direction() default "inbound";

    @AttributeDefinition(
            name = "Language",
            description = "BCP 47 tag of entries that name no language, when the feed names none either.",
            required = false)
    String language() default "";

    @AttributeDefinition(
            name = "Time-out",
            description = "Seconds for which a server may keep silent, 1 to 40.",
            min = "1",
            max = "40",
            required = false)
    int timeoutSeconds() default 15;

    @AttributeDefinition(
            name = "Largest document",
            description = "In bytes, before and after decompression; at most 64 MiB.",
            min = "1024",
            max = "67108864",
            required = false)
    int maxBytes() default 10 * 1024 * 1024;
}
