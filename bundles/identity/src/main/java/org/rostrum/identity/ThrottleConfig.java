package org.rostrum.identity;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.identity.throttle}. How guessing of passwords is slowed down. The counts are kept in the database, so that all nodes count together. */
@ObjectClassDefinition(id = "org.rostrum.identity.throttle", name = "Limits on signing in")
public @interface ThrottleConfig {
    @AttributeDefinition(
            name = "Tries per user",
            description = "Failed sign-ins to one user, from wherever, before a pause is asked for",
            min = "1",
            max = "1000")
    int userTries() default 5;

    @AttributeDefinition(
            name = "Longest pause per user",
            description = "Seconds. The pause begins at one second and doubles with each further failure up to this. It"
                    + " is short because it also keeps the real user out; their sessions and tokens go on working.",
            min = "1",
            max = "86400")
    int userLongestPause() default 60;

    @AttributeDefinition(
            name = "Tries per address",
            description = "Failed sign-ins from one IPv4 address or IPv6 network (/64), to whatever users",
            min = "1",
            max = "100000")
    int addressTries() default 30;

    @AttributeDefinition(
            name = "Longest pause per address",
            description = "Seconds; doubles from one second up to this",
            min = "1",
            max = "86400")
    int addressLongestPause() default 900;

    @AttributeDefinition(
            name = "Forget after",
            description = "Minutes without a failure after which counting begins anew",
            min = "1",
            max = "10080")
    int forgetAfter() default 30;
}
