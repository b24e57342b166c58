package org.rostrum.api.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a JAX-RS method that reads its request body as an {@link java.io.InputStream}, such as an upload. The web tier then
 * neither bounds nor holds the body, so the method must bound what it reads itself; and it ignores {@code Idempotency-Key}
 * there, so the method must recognise a repeat itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface StreamedBody {}
