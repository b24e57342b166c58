package org.rostrum.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The key that a node signs the trail with: Ed25519, in a file for its owner alone. */
final class SealKey {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final String publicKey;

    private SealKey(PrivateKey privateKey, String publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** The key in the file, which is made when it is missing; it appears whole or not at all. */
    static SealKey in(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() != 2) {
                throw new IOException(
                        "The file " + file + " holds no key: restore it, or remove it to have another one made.");
            }
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0))));
            return new SealKey(key, lines.get(1));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new IOException(
                    "The file " + file + " holds no key: restore it, or remove it to have another one made.", damaged);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        String text = base64.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                + base64.encodeToString(pair.getPublic().getEncoded()) + "\n";
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, text, StandardCharsets.US_ASCII);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    String publicKey() {
        return publicKey;
    }

    String id() {
        return id(publicKey);
    }

    static String id(String publicKey) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(Base64.getDecoder().decode(publicKey)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    String sign(long sequence, String hash, Instant sealed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message(sequence, hash, sealed));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java 17 has Ed25519", impossible);
        }
    }

    /** Whether the signature was made with the key over just this. */
    static boolean fits(String publicKey, String signature, long sequence, String hash, Instant sealed) {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(message(sequence, hash, sealed));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            // what is no key or no signature does not fit, which is all that is asked
            return false;
        }
    }

    private static byte[] message(long sequence, String hash, Instant sealed) {
        return ("Rostrum audit seal\n" + sequence + "\n" + hash + "\n" + sealed).getBytes(StandardCharsets.UTF_8);
    }
}
