package org.rostrum.oidc;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.oidc}. How identity providers and browsers reach this server. */
@ObjectClassDefinition(id = "org.rostrum.oidc", name = "Single sign-on")
public @interface OidcConfig {
    @AttributeDefinition(
            name = "Public address",
            description =
                    "Under which address browsers see this server, such as https://social.example.com; empty to take it"
                            + " from each request. Needed when a proxy in front of it does not pass on the host.",
            required = false)
    String publicAddress() default "";
}
