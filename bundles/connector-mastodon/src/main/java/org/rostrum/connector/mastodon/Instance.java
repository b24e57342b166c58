package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.PostLimits;

/** What the server says of itself, read again after an hour; what it leaves out is as in {@link MastodonKind}. */
final class Instance {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int LONGEST_DESCRIPTION = 1500;

    private final MastodonApi api;
    private final Clock clock;

    private volatile @Nullable Known known;

    Instance(MastodonApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    private record Known(Facts facts, Instant read) {}

    /**
     * Facts.
     *
     * @param domain that the server's accounts have in their names; empty when it does not say
     * @param version of the interface, as Mastodon counts it from 4.3 on; 0 before and elsewhere
     * @param mediaTypes that can be attached; empty when it does not say
     * @param description most characters of a description of media
     */
    record Facts(
            String domain,
            int version,
            PostLimits.TextLimit text,
            int mostMedia,
            Set<String> mediaTypes,
            long imageBytes,
            long videoBytes,
            int description) {
        /** Most bytes of media of a type. */
        long mostBytes(String mediaType) {
            return mediaType.startsWith("image/") ? imageBytes : videoBytes;
        }
    }

    Facts facts() throws DeliveryException {
        Known last = known;
        Instant now = clock.instant();
        if (last != null && now.isBefore(last.read.plus(KEPT))) {
            return last.facts;
        }
        JsonNode said = api.look("/api/v2/instance", Map.of()).orElseGet(MastodonApi.JSON::createObjectNode);
        Facts facts = read(said);
        known = new Known(facts, now);
        return facts;
    }

    private static Facts read(JsonNode said) {
        JsonNode statuses = said.path("configuration").path("statuses");
        JsonNode media = said.path("configuration").path("media_attachments");
        Set<String> types = new LinkedHashSet<>();
        media.path("supported_mime_types")
                .forEach(type -> types.add(type.asText().toLowerCase(Locale.ROOT)));
        return new Facts(
                said.path("domain").asText("").toLowerCase(Locale.ROOT),
                said.path("api_versions").path("mastodon").asInt(0),
                new PostLimits.TextLimit(
                        count(statuses, "max_characters", MastodonKind.TEXT.most()),
                        PostLimits.Unit.GRAPHEMES,
                        count(statuses, "characters_reserved_per_url", MastodonKind.TEXT.link())),
                count(statuses, "max_media_attachments", MastodonKind.MOST_MEDIA),
                types,
                number(media, "image_size_limit", MastodonKind.IMAGE_BYTES),
                number(media, "video_size_limit", MastodonKind.VIDEO_BYTES),
                count(media, "description_limit", LONGEST_DESCRIPTION));
    }

    private static int count(JsonNode of, String field, int otherwise) {
        return (int) Math.min(Integer.MAX_VALUE, number(of, field, otherwise));
    }

    private static long number(JsonNode of, String field, long otherwise) {
        JsonNode number = of.path(field);
        return number.canConvertToLong() && number.asLong() > 0 ? number.asLong() : otherwise;
    }
}
