package org.rostrum.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An identity provider on this machine that does what a test wants, signed or not. */
final class ScriptedProvider implements AutoCloseable {
    static final String CLIENT = "rostrum";
    static final String SECRET = "s3cret:with/colons";

    /** Making one takes long. */
    private static final RSAKey KEY = newKey();

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    final AtomicInteger looksAtKeys = new AtomicInteger();
    final Map<String, Object> metadata = new LinkedHashMap<>();
    final Map<String, Object> userInfo = new ConcurrentHashMap<>();
    volatile RSAKey key = KEY;
    volatile boolean broken;
    volatile boolean keyless;
    volatile @Nullable String authorization;
    /** Makes the ID token of the request's nonce. */
    volatile Function<String, String> idToken = nonce -> signed(claims(nonce).build());

    ScriptedProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        metadata.put("issuer", issuer());
        metadata.put("authorization_endpoint", issuer() + "/authorize");
        metadata.put("token_endpoint", issuer() + "/token");
        metadata.put("userinfo_endpoint", issuer() + "/userinfo");
        metadata.put("jwks_uri", issuer() + "/keys");
        metadata.put("end_session_endpoint", issuer() + "/end");
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("backchannel_logout_supported", true);
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Somebody signs in at the provider; the parameters with which it sends the browser back. */
    SignOn.Returned authorize(URI address) {
        Map<String, String> asked = new LinkedHashMap<>();
        URLUtils.parseParameters(address.getRawQuery()).forEach((name, values) -> asked.put(name, values.get(0)));
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return new SignOn.Returned(asked.get("state"), code, null, null);
    }

    JWTClaimsSet.Builder claims(String nonce) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("subject-1")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .claim("nonce", nonce)
                .claim("sid", "sign-in-1")
                .claim("preferred_username", "alice")
                .claim("name", "Alice A")
                .claim("groups", List.of("/agency/publishers", "/everybody"));
    }

    JWTClaimsSet.Builder logoutClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(2))))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", "sign-in-1")
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    }

    String signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    static String signed(JWTClaimsSet claims, RSAKey by) {
        return signed(claims, by, JOSEObjectType.JWT);
    }

    static String signed(JWTClaimsSet claims, RSAKey by, JOSEObjectType type) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(by.getKeyID())
                            .type(type)
                            .build(),
                    claims);
            token.sign(new RSASSASigner(by));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** With a secret that both sides know, or with the public key as if it were one. */
    static String shared(JWTClaimsSet claims, byte[] secret) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Object> answer = new LinkedHashMap<>();
            int status = broken ? 503 : 200;
            String text = null;
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> answer.putAll(metadata);
                case "/keys" -> {
                    looksAtKeys.incrementAndGet();
                    status = keyless ? 503 : status;
                    text = new JWKSet(key.toPublicJWK()).toString();
                }
                case "/token" -> {
                    authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    status = token(body, answer) ? status : 400;
                }
                case "/userinfo" -> answer.putAll(userInfo);
                default -> status = 404;
            }
            byte[] bytes =
                    (text == null ? JSONObjectUtils.toJSONString(answer) : text).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** A code is good for one use, with the verifier and the redirect URI that belong to it. */
    private boolean token(String body, Map<String, Object> answer) {
        Map<String, String> form = new LinkedHashMap<>();
        URLUtils.parseParameters(body).forEach((name, values) -> form.put(name, values.get(0)));
        Map<String, String> asked = codes.remove(String.valueOf(form.get("code")));
        if (asked == null
                || !Objects.equals(form.get("redirect_uri"), asked.get("redirect_uri"))
                || !CodeChallenge.compute(
                                CodeChallengeMethod.S256, new CodeVerifier(String.valueOf(form.get("code_verifier"))))
                        .getValue()
                        .equals(asked.get("code_challenge"))) {
            answer.put("error", "invalid_grant");
            return false;
        }
        answer.put("id_token", idToken.apply(String.valueOf(asked.get("nonce"))));
        answer.put("access_token", "access");
        answer.put("token_type", "Bearer");
        return true;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
