package org.rostrum.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link NetworkRules}: {@code etc/org.rostrum.http.cfg}. A change breaks off what is under way. */
@ObjectClassDefinition(
        id = "org.rostrum.http",
        name = "Rostrum: calls to other servers",
        description = "Which servers plugins may call, and by which way.")
public @interface HttpConfig {
    @AttributeDefinition(
            name = "Allow private addresses",
            description =
                    "Whether all servers may be called that are not open to the public: those of this machine, of the"
                            + " network it stands in, and what a cloud tells its machines.",
            required = false)
    boolean allowPrivateAddresses() default false;

    @AttributeDefinition(
            name = "Allowed private hosts",
            description = "Those that may be called beside public ones: names of hosts, such as wiki.corp.example, and"
                    + " addresses or blocks of them, such as 10.1.2.0/24 or fd00:1::/64; separated by commas.",
            required = false)
    String[] allowedPrivateHosts() default {};

    @AttributeDefinition(
            name = "Proxy",
            description =
                    "Host of an HTTP proxy through which all calls go; empty for none. With a proxy it is the proxy that"
                            + " looks names up, and it alone decides which addresses are connected to.",
            required = false)
    String proxyHost() default "";

    @AttributeDefinition(name = "Port of the proxy", description = "1 to 65535.", required = false)
    int proxyPort() default 3128;
}
