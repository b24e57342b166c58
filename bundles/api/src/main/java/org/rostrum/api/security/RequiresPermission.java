package org.rostrum.api.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the permission an operation needs, in Shiro's words: {@code capability:action}, such as {@code archive:read}. On a
 * JAX-RS method the web tier refuses the call of somebody who holds it nowhere before it reaches the resource, and writes it
 * into the OpenAPI document as {@code x-permission}; on a method of an {@code org.rostrum.api} service it states what the
 * service checks itself, at the account that the call concerns. An operation without this annotation and without
 * {@link OpenToAnyone} is refused to everybody.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {
    String value();
}
