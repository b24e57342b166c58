package org.rostrum.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.rostrum.api.problem.Problem;

/**
 * A sealed value as text: {@code rs1.<id of the key>.<nonce, cipher text and tag in base64url>}. AES-256 in Galois/counter mode
 * with a random nonce of 96 bits; version, key and context are authenticated with it.
 */
record SealedText(String keyId, String body) {
    private static final Pattern FORM = Pattern.compile("rs1\\.([0-9a-f]{16})\\.([A-Za-z0-9_-]+)");
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** @throws Problem UNPROCESSABLE when the text is not of this form */
    static SealedText parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw damaged();
        }
        return new SealedText(matcher.group(1), matcher.group(2));
    }

    static SealedText seal(VaultKey key, SecureRandom random, String context, String plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] body = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return new SealedText(
                    key.id(), Base64.getUrlEncoder().withoutPadding().encodeToString(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java cannot encrypt", impossible);
        }
    }

    /** @throws Problem UNPROCESSABLE when it was damaged or is of another context */
    String open(VaultKey key, String context) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(body);
            if (all.length < NONCE_BYTES + TAG_BITS / 8) {
                throw damaged();
            }
            byte[] nonce = new byte[NONCE_BYTES];
            System.arraycopy(all, 0, nonce, 0, NONCE_BYTES);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, nonce, context)
                    .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | AEADBadTagException wrong) {
            throw damaged();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java cannot decrypt", impossible);
        }
    }

    private static Cipher cipher(int mode, VaultKey key, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("rs1." + key.id() + "." + context).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static Problem damaged() {
        return Problem.of(
                        Problem.Kind.UNPROCESSABLE,
                        "A secret in the database does not open: it was changed, or put there from another place.")
                .withRemedy("Enter it again.");
    }

    @Override
    public String toString() {
        return "rs1." + keyId + "." + body;
    }
}
