package ${package};

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The settings of a channel. The platform shows them to people, checks them, and keeps those of type PASSWORD encrypted. Their
 * methods begin with _, so that OSGi does not tell them as properties of the service; people set token.
 */
@ObjectClassDefinition(name = "${className}", description = "A board of messages on ${className}.")
public @interface ${className}Config {
    @AttributeDefinition(name = "Server", description = "Address of the server, such as https://${connector}.example.")
    String server();

    @AttributeDefinition(name = "Token", description = "Made in the settings of the account.", type = AttributeType.PASSWORD)
    String _token();
}
