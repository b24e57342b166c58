package org.rostrum.connector.linkedin;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link LinkedInConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(name = "LinkedIn", description = "A page of an organization on LinkedIn.")
public @interface LinkedInConfig {
    @AttributeDefinition(
            name = "Organization",
            description = "Number of the page, such as 2414183: it stands in the address of the page's administration.")
    String organization();

    @AttributeDefinition(
            name = "Access token",
            description = "Of an administrator of the page. Ends after 60 days; not needed with a refresh token.",
            type = AttributeType.PASSWORD,
            required = false)
    String _accessToken() default "";

    @AttributeDefinition(
            name = "Client id",
            description = "Of your LinkedIn app; needed with a refresh token.",
            required = false)
    String clientId() default "";

    @AttributeDefinition(
            name = "Client secret",
            description = "Of the same app; needed with a refresh token, and when LinkedIn calls.",
            type = AttributeType.PASSWORD,
            required = false)
    String _clientSecret() default "";

    @AttributeDefinition(
            name = "Refresh token",
            description = "With which access is renewed by itself, for a year.",
            type = AttributeType.PASSWORD,
            required = false)
    String _refreshToken() default "";

    @AttributeDefinition(
            name = "LinkedIn calls",
            description = "Whether LinkedIn tells of comments by calling the channel's address, beside our looks.",
            required = false)
    boolean webhook() default false;

    @AttributeDefinition(
            name = "Own posts",
            description = "Whether what the page posts, by whatever program, is brought into the archive.",
            required = false)
    boolean ownPosts() default true;

    @AttributeDefinition(
            name = "Days of history",
            description = "How old things may be that are brought when the channel is new; LinkedIn keeps 60 days.",
            min = "0",
            max = "60",
            required = false)
    int historyDays() default 30;

    @AttributeDefinition(
            name = "Version of the API",
            description = "Year and month, such as 202607. LinkedIn switches versions off after about a year.",
            required = false)
    String version() default "202607";

    @AttributeDefinition(
            name = "Address of the API",
            description = "Another one only behind a gateway of your own.",
            required = false)
    String api() default "https://api.linkedin.com";

    @AttributeDefinition(
            name = "Address for tokens",
            description = "Where access is renewed; another one only behind a gateway of your own.",
            required = false)
    String tokenAddress() default "https://www.linkedin.com/oauth/v2/accessToken";
}
