package org.rostrum.api.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a JAX-RS method whose answer carries a secret that is shown once, such as a new API token. The web tier then never keeps
 * the answer: a repeat with the same {@code Idempotency-Key} is not carried out again and is told so, without the secret.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SecretAnswer {}
