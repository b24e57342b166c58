package org.rostrum.itests.boot.probe;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** A check that does not come back, as when what it asks does not answer. */
public final class HangingCheck implements HealthCheck {
    @Override
    public Result execute() {
        try {
            boolean never = new CountDownLatch(1).await(2, TimeUnit.MINUTES);
            return new Result(Result.Status.OK, "Came back: " + never);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Result(Result.Status.OK, "Was stopped");
        }
    }
}
