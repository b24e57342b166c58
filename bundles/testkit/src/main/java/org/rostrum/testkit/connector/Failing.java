package org.rostrum.testkit.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rostrum.api.delivery.DeliveryException;

/** What holds for each failure of a plugin: it has a category and words for people, and tells no secret. */
public final class Failing {
    private Failing() {}

    /** Runs what must fail in that way, and gives how. */
    public static DeliveryException failure(ThrowingCallable call, Set<String> secrets) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(DeliveryException.class);
        DeliveryException failure = (DeliveryException) thrown;
        assertThat(failure.getMessage()).as("what people are told").isNotBlank();
        StringWriter whole = new StringWriter();
        failure.printStackTrace(new PrintWriter(whole));
        assertNoSecret("the failure", whole.toString(), secrets);
        return failure;
    }

    public static void assertNoSecret(String where, String text, Set<String> secrets) {
        for (String secret : secrets) {
            assertThat(text.contains(secret))
                    .as("a secret in %s (which is not shown here)", where)
                    .isFalse();
        }
    }
}
