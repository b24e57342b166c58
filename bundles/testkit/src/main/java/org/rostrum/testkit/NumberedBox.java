package org.rostrum.testkit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SecretBox;

/** A {@link SecretBox} whose keys are numbers and whose seals hide nothing but the look of the value. */
public final class NumberedBox implements SecretBox {
    private final AtomicInteger newest = new AtomicInteger(1);
    private volatile int oldest = 1;

    /** From now on values are sealed with another key. */
    public void newKey() {
        newest.incrementAndGet();
    }

    /** Values that were sealed with an earlier key do not open any more. */
    public void loseOldKeys() {
        oldest = newest.get();
    }

    @Override
    public String seal(String context, String plain) {
        return newest.get() + "." + hex(context) + "." + hex(plain);
    }

    @Override
    public String open(String context, String sealed) {
        String[] parts = sealed.split("\\.", -1);
        if (Integer.parseInt(parts[0]) < oldest) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, "The key of a secret is not at hand.")
                    .withRemedy("Restore the key file.");
        }
        if (!parts[1].equals(hex(context))) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "A secret was damaged or is from another place.")
                    .withRemedy("Enter it again.");
        }
        return new String(HexFormat.of().parseHex(parts[2]), StandardCharsets.UTF_8);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isStale(String sealed) {
        return !sealed.startsWith(newest.get() + ".");
    }
}
