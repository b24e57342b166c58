package org.rostrum.api.audit;

import java.time.Instant;

/**
 * A signature over the trail as it was at one moment. Whoever keeps it elsewhere can prove later that nothing up to that entry
 * was written anew.
 *
 * @param sequence the last entry that it covers
 * @param hash hash of that entry, which covers all before it
 * @param sealed when
 * @param keyId SHA-256 of the public key, lower-case hexadecimal
 * @param publicKey Ed25519, X.509 in Base64
 * @param signature Ed25519 in Base64, over the UTF-8 text of four lines: {@code Rostrum audit seal}, sequence, hash, time (ISO
 *     8601, UTC), each but the last with a line feed behind it
 */
public record AuditSeal(long sequence, String hash, Instant sealed, String keyId, String publicKey, String signature) {}
