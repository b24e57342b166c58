package org.rostrum.identity;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.shiro.crypto.hash.AbstractCryptHash;
import org.apache.shiro.crypto.hash.HashRequest;
import org.apache.shiro.crypto.hash.HashSpi;
import org.apache.shiro.crypto.support.hashes.argon2.Argon2HashProvider;
import org.apache.shiro.crypto.support.hashes.argon2.Argon2HashProvider.Parameters;
import org.apache.shiro.lang.util.ByteSource;
import org.apache.shiro.lang.util.SimpleByteSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rostrum.api.problem.Problem;

/**
 * Passwords as Argon2id hashes (19 MiB, two passes, one lane: OWASP's first choice), by Shiro's provider, called directly
 * rather than through the service loader. Few are computed at a time, so that a flood of sign-ins cannot eat the heap.
 */
@Component(service = PasswordHashes.class)
public final class PasswordHashes {
    /** Stands for no password at all: nothing fits. */
    static final String NONE = "-";

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int PATIENCE_SECONDS = 10;

    private final int memoryKib;
    private final String current;
    private final HashSpi argon2 = new Argon2HashProvider();
    private final SecureRandom random = new SecureRandom();
    private final Semaphore slots =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final String dummy;

    @Activate
    public PasswordHashes() {
        this(MEMORY_KIB);
    }

    PasswordHashes(int memoryKib) {
        this.memoryKib = memoryKib;
        this.current = "$t=" + PASSES + ",m=" + memoryKib + ",p=" + LANES + "$";
        dummy = "$argon2id$v=19" + current + random(16) + "$" + random(32);
    }

    /** Part of a hash that no password is known for; to compute one would hold up the start. */
    private String random(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getEncoder().withoutPadding().encodeToString(value);
    }

    String hash(char[] password) {
        return inSlot(() -> ((AbstractCryptHash) argon2.newHashFactory(random)
                        .generate(new HashRequest.Builder()
                                .setSource(source(password))
                                .setAlgorithmName("argon2id")
                                .addParameter(Parameters.PARAMETER_MEMORY_KIB, Integer.toString(memoryKib))
                                .addParameter(Parameters.PARAMETER_ITERATIONS, Integer.toString(PASSES))
                                .addParameter(Parameters.PARAMETER_PARALLELISM, Integer.toString(LANES))
                                .build()))
                .formatToCryptString());
    }

    boolean matches(char[] password, String hash) {
        if (hash.equals(NONE)) {
            pretend(password);
            return false;
        }
        return inSlot(() -> argon2.fromString(hash).matchesPassword(source(password)));
    }

    /** Takes as long as {@link #matches}, for names that nobody has. */
    void pretend(char[] password) {
        matches(password, dummy);
    }

    /** Whether the hash was made with other parameters than those of today. */
    boolean outdated(String hash) {
        return !hash.contains(current) && !hash.equals(NONE);
    }

    private static ByteSource source(char[] password) {
        return new SimpleByteSource(password);
    }

    private <T> T inSlot(Supplier<T> work) {
        try {
            if (!slots.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Problem.of(Problem.Kind.UNAVAILABLE, "Too many people are signing in at once.")
                        .withRetryAfter(PATIENCE_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.of(Problem.Kind.UNAVAILABLE, "The server is stopping.")
                    .withCause(interrupted);
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }
}
