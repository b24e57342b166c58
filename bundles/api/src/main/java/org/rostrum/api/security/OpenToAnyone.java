package org.rostrum.api.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an operation that needs no permission, and says why that is safe. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpenToAnyone {
    /** Why anyone may call it. */
    String reason();

    /** Whether the caller must at least be signed in. */
    boolean signedIn() default false;
}
