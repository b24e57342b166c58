package org.rostrum.connector.mastodon;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Post.Visibility;

/** Posts for tests. */
final class Posts {
    private Posts() {}

    static Post direct(String key, String text, String recipient) {
        return new Post(key, Instant.now(), text, null, null, Visibility.DIRECT, null, recipient, null, List.of());
    }

    static Post with(Post post, Visibility visibility, String language, URI link) {
        return new Post(
                post.idempotencyKey(),
                post.decided(),
                post.text(),
                null,
                language,
                visibility,
                post.inReplyTo(),
                null,
                link,
                post.media());
    }

    static Media picture(String description) {
        byte[] bytes = {1, 2, 3};
        return new Media("a \"b\".png", "image/png", 3, description, () -> new ByteArrayInputStream(bytes));
    }
}
