package org.rostrum.delivery;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of timed work and of the outbox; PID {@code org.rostrum.delivery}. */
@ObjectClassDefinition(
        name = "Rostrum delivery",
        description = "Threads of timed work, and how deliveries to other systems are tried again")
public @interface DeliveryConfig {
    /** PID of this configuration. */
    String PID = "org.rostrum.delivery";

    @AttributeDefinition(
            name = "Short work",
            description = "Threads for timed work that takes seconds at most",
            min = "1",
            max = "64")
    int quickThreads() default 6;

    @AttributeDefinition(
            name = "Long work",
            description = "Threads for timed work that takes long, such as reports",
            min = "1",
            max = "64")
    int longThreads() default 3;

    @AttributeDefinition(
            name = "Deliveries",
            description = "Threads that carry deliveries to other systems",
            min = "1",
            max = "64")
    int deliveryThreads() default 12;

    @AttributeDefinition(
            name = "Parallel calls per adapter",
            description = "How many deliveries one node hands to the same adapter at once; at most 8",
            min = "1",
            max = "8")
    int parallelPerAdapter() default 4;

    @AttributeDefinition(
            name = "Polling interval",
            description = "Milliseconds between two looks for work that is due",
            min = "10",
            max = "60000")
    int pollMillis() default 200;

    @AttributeDefinition(
            name = "Heartbeat",
            description =
                    "Seconds between two signs of life of running work. A node that missed four is taken for dead "
                            + "and others take over, so the clocks of all nodes must agree to the second",
            min = "1",
            max = "600")
    int heartbeatSeconds() default 2;

    @AttributeDefinition(
            name = "Grace at shutdown",
            description = "Seconds for work in flight to end before it is interrupted",
            min = "0",
            max = "600")
    int graceSeconds() default 15;

    @AttributeDefinition(
            name = "Call timeout",
            description = "Seconds after which a call to another system is broken off; its outcome is then unknown",
            min = "1",
            max = "3600")
    int callTimeoutSeconds() default 60;

    @AttributeDefinition(
            name = "Settling time",
            description =
                    "Seconds between the start of a call whose outcome is unknown and the look-up on the other side",
            min = "0",
            max = "3600")
    int settleSeconds() default 10;

    @AttributeDefinition(
            name = "First retry",
            description = "Seconds to wait after the first failure; doubles each time",
            min = "0",
            max = "3600")
    int firstRetrySeconds() default 5;

    @AttributeDefinition(
            name = "Longest wait",
            description = "Most seconds between two tries",
            min = "0",
            max = "86400")
    int longestRetrySeconds() default 3600;

    @AttributeDefinition(
            name = "Tries",
            description = "A delivery to a system that cannot be reached is given up after this many tries, but not "
                    + "before the hours below have passed",
            min = "1",
            max = "10000")
    int tries() default 20;

    @AttributeDefinition(
            name = "Hours",
            description = "How long a system that cannot be reached is tried at least",
            min = "0",
            max = "8760")
    int giveUpAfterHours() default 24;

    @AttributeDefinition(
            name = "Wait for credentials",
            description = "Seconds between two tries while the other side does not accept our credentials",
            min = "1",
            max = "86400")
    int credentialsRetrySeconds() default 300;
}
