package org.rostrum.connector.youtube;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.Platform;

/** How channels of the simulated network are made, and how its hub calls. */
final class YouTubeGround {
    static final String CALLBACK = "https://social.acme.example/api/v1/webhooks/acme.contract";

    private YouTubeGround() {}

    static Map<String, String> settings(YouTubeSimulator network) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("access", "OWNER");
        settings.put("clientId", YouTubeSimulator.CLIENT);
        settings.put("clientSecret", YouTubeSimulator.CLIENT_SECRET);
        settings.put("refreshToken", YouTubeSimulator.REFRESH);
        settings.put("callbackAddress", CALLBACK);
        settings.put("hubSecret", YouTubeSimulator.HUB_SECRET);
        settings.put("api", network.address().toString());
        settings.put("tokenAddress", network.address() + "/token");
        settings.put("hub", network.address() + "/subscribe");
        return settings;
    }

    static YouTubeConnector connect(Map<String, ?> settings, Platform services, String channel) {
        return new YouTubeConnector(
                Configs.of(YouTubeConfig.class, settings),
                Map.of("rostrum.channel", channel),
                services.http(),
                services.memory(),
                services.clock());
    }

    static byte[] push(YouTubeSimulator.Video video) {
        return ("<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:yt=\"http://www.youtube.com/xml/schemas/2015\""
                        + " xmlns=\"http://www.w3.org/2005/Atom\"><link rel=\"hub\""
                        + " href=\"https://pubsubhubbub.appspot.com\"/><title>YouTube video feed</title><updated>"
                        + Instant.EPOCH + "</updated><entry><id>yt:video:" + video.id + "</id><yt:videoId>" + video.id
                        + "</yt:videoId><yt:channelId>" + video.channel + "</yt:channelId><title>A title</title>"
                        + "<author><name>Acme</name><uri>https://www.youtube.com/channel/" + video.channel
                        + "</uri></author><published>" + video.published + "</published></entry></feed>")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gone(String id) {
        return ("<feed xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" xmlns=\"http://www.w3.org/2005/Atom\">"
                        + "<at:deleted-entry ref=\"yt:video:" + id + "\" when=\"2026-09-09T22:34:19.642702+00:00\">"
                        + "<link href=\"https://www.youtube.com/watch?v=" + id + "\"/><at:by><name>Acme</name></at:by>"
                        + "</at:deleted-entry></feed>")
                .getBytes(StandardCharsets.UTF_8);
    }

    static WebhookCall pushed(byte[] body, String secret) {
        return new WebhookCall(
                "POST",
                Map.of(),
                Map.of(
                        "Content-Type",
                        List.of("application/atom+xml"),
                        "X-Hub-Signature",
                        List.of("sha1=" + Signature.hex("HmacSHA1", secret, body))),
                new WebhookCall.Body(body));
    }

    /** The hub asks back, about what it was asked for. */
    static WebhookCall asked(Map<String, String> subscription, String mode, String challenge) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        String callback = subscription.getOrDefault("hub.callback", "");
        query.put("sign", List.of(callback.replaceFirst(".*\\?sign=", "")));
        query.put("hub.mode", List.of(mode));
        query.put("hub.topic", List.of(subscription.getOrDefault("hub.topic", "")));
        query.put("hub.challenge", List.of(challenge));
        query.put("hub.lease_seconds", List.of(subscription.getOrDefault("hub.lease_seconds", "")));
        return new WebhookCall("GET", query, Map.of(), new WebhookCall.Body(new byte[0]));
    }
}
