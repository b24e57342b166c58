package org.rostrum.delivery;

/** Refuses a configuration that cannot work, and says which setting it is. */
public final class ConfigCheck {
    private ConfigCheck() {}

    public static void check(DeliveryConfig config) {
        within("quickThreads", config.quickThreads(), 1, 64);
        within("longThreads", config.longThreads(), 1, 64);
        within("deliveryThreads", config.deliveryThreads(), 1, 64);
        within("parallelPerAdapter", config.parallelPerAdapter(), 1, 8);
        within("pollMillis", config.pollMillis(), 10, 60_000);
        within("heartbeatSeconds", config.heartbeatSeconds(), 1, 600);
        within("graceSeconds", config.graceSeconds(), 0, 600);
        within("callTimeoutSeconds", config.callTimeoutSeconds(), 1, 3600);
        within("settleSeconds", config.settleSeconds(), 0, 3600);
        within("firstRetrySeconds", config.firstRetrySeconds(), 0, 3600);
        within("longestRetrySeconds", config.longestRetrySeconds(), 0, 86_400);
        within("tries", config.tries(), 1, 10_000);
        within("giveUpAfterHours", config.giveUpAfterHours(), 0, 8760);
        within("credentialsRetrySeconds", config.credentialsRetrySeconds(), 1, 86_400);
    }

    private static void within(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(DeliveryConfig.PID + ": " + setting + " = " + value
                    + " is not possible; set it from " + least + " to " + most + ".");
        }
    }
}
