package org.rostrum.spi.cases;

import java.util.List;

/**
 * A piece of news of cases.
 *
 * @param news oldest first, 1,000 at most
 * @param cursor where to go on, at most 16,000 characters; kept together with the news
 * @param more whether there is more to be had at once
 */
public record Fetched(List<CaseNews> news, String cursor, boolean more) {
    public Fetched {
        news = List.copyOf(news);
    }
}
