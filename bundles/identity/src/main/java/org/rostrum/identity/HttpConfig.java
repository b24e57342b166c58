package org.rostrum.identity;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.identity.http}. Whom to believe about where a request came from. */
@ObjectClassDefinition(id = "org.rostrum.identity.http", name = "Signing in over HTTP")
public @interface HttpConfig {
    @AttributeDefinition(
            name = "Trusted proxies",
            description = "Addresses of reverse proxies. Of requests that come from them the headers X-Forwarded-For,"
                    + " X-Forwarded-Proto and X-Forwarded-Host are believed; of others they are ignored.")
    String[] trustedProxies() default {};

    @AttributeDefinition(
            name = "Own origins",
            description = "Further origins under which browsers see this server, such as https://social.example.com,"
                    + " where a proxy hides them")
    String[] origins() default {};
}
