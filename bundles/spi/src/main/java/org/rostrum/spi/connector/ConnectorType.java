package org.rostrum.spi.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names the type of a {@link Connector} or {@link ConnectorKind}, such as {@code feed}: a lower-case letter, then lower-case
 * letters, digits and hyphens, at most 64 in all. Sets the service property {@link Connector#TYPE}, and gives the bundle the
 * capability {@value #NAMESPACE}, so that it can be told what a bundle brings before it is started.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(namespace = ConnectorType.NAMESPACE, name = "${#value}", version = "1.0.0")
public @interface ConnectorType {
    /** Namespace of the capability; the type is its attribute of the same name. */
    String NAMESPACE = "org.rostrum.connector";

    String PREFIX_ = "rostrum.";

    String value();
}
