package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/**
 * Publishes, and finds what was published. X knows no key against repetition, but refuses the same words a second time, and the
 * account's own list shows what is there. Of a thread it is written down how far it came, before and after each part.
 */
final class Publisher {
    private static final int MOST_DOUBTFUL = 400;

    private final XApi api;
    private final XSettings settings;
    private final Account account;
    private final Drafts drafts;
    private final Uploads uploads;
    private final OwnPosts own;
    private final ThreadProgress progress;
    private final Spending spending;
    private final Clock clock;

    /** Posts of which an attempt got no answer, by their keys. */
    private final Set<String> doubtful =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST_DOUBTFUL;
                }
            }));

    Publisher(
            XApi api,
            XSettings settings,
            Account account,
            Uploads uploads,
            ThreadProgress progress,
            Spending spending,
            Clock clock) {
        this.api = api;
        this.settings = settings;
        this.account = account;
        this.drafts = new Drafts(settings);
        this.uploads = uploads;
        this.own = new OwnPosts(api, account);
        this.progress = progress;
        this.spending = spending;
        this.clock = clock;
    }

    Receipt publish(Post post) throws DeliveryException {
        Instant began = clock.instant();
        Draft draft = drafts.of(post);
        uploads.check(post);
        // asked for before anything is said, as the receipt needs it
        account.me();
        try {
            Receipt receipt = draft.parts().size() == 1 ? one(post, draft, began) : thread(post, draft, began);
            uploads.forget(post);
            doubtful.remove(post.idempotencyKey());
            return receipt;
        } catch (DeliveryException failed) {
            if (failed.category() == FailureCategory.REJECTED) {
                uploads.forget(post);
            } else if (failed.category() == FailureCategory.UNKNOWN_OUTCOME) {
                doubtful.add(post.idempotencyKey());
            }
            throw failed;
        }
    }

    private Receipt one(Post post, Draft draft, Instant began) throws DeliveryException {
        List<String> media = uploads.ready(post, began, false);
        uploads.requireTime(began);
        return receipt(send(post, draft, 0, draft.inReplyTo(), media));
    }

    /** @return the id of the part that was said */
    private String send(Post post, Draft draft, int part, @Nullable String inReplyTo, List<String> media)
            throws DeliveryException {
        ObjectNode body = XApi.JSON.createObjectNode();
        if (!draft.parts().get(part).isEmpty()) {
            body.put("text", draft.parts().get(part));
        }
        if (inReplyTo != null) {
            body.putObject("reply").put("in_reply_to_tweet_id", inReplyTo);
        }
        if (part == 0 && draft.quoted() != null) {
            body.put("quote_tweet_id", draft.quoted());
        }
        String replySettings = part == 0 ? drafts.replySettings(draft) : null;
        if (replySettings != null) {
            body.put("reply_settings", replySettings);
        }
        if (part == 0 && !media.isEmpty()) {
            ArrayNode ids = body.putObject("media").putArray("media_ids");
            media.forEach(ids::add);
        }
        HttpCall call = HttpCall.post(api.address("/2/tweets", Map.of()), HttpBody.json(body.toString()));
        XApi.Answer answer = api.exchange(call, Scopes.WRITE);
        if (answer.isGood()) {
            spending.spend(draft.parts().get(part).contains("://") ? Spending.POST_WITH_LINK : Spending.POST);
            String id = api.data(call, answer).path("id").asText("");
            if (Snowflake.isId(id)) {
                return id;
            }
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "X took the post without telling its id.", null);
        }
        if (answer.refusal().isDuplicate()) {
            return duplicate(post, draft, part, inReplyTo);
        }
        throw explained(api.failure(answer), answer, draft);
    }

    /** The same words are there already: as what an earlier attempt has left, or as another post. */
    private String duplicate(Post post, Draft draft, int part, @Nullable String inReplyTo) throws DeliveryException {
        String id = OwnPosts.find(
                own.since(post.decided()), draft, part, inReplyTo, post.media().size());
        if (id != null) {
            return id;
        }
        if (doubtful.contains(post.idempotencyKey())) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME,
                    "X says that it has these words already, and does not show them yet.",
                    null);
        }
        throw Drafts.rejected(
                "X refuses the same words a second time, and the account has said them lately. Change them.");
    }

    private DeliveryException explained(DeliveryException failure, XApi.Answer answer, Draft draft) {
        boolean answered = answer.http().status() == 403
                && failure.category() == FailureCategory.REJECTED
                && draft.inReplyTo() != null
                && !settings.isEnterprise();
        return answered
                ? Drafts.rejected(failure.getMessage() + " Without enterprise access, X lets programs answer only those"
                        + " who have named the account or quoted it. Answer it in X itself.")
                : failure;
    }

    private Receipt thread(Post post, Draft draft, Instant began) throws DeliveryException {
        ThreadProgress.Progress done = progress.of(post);
        if (done.open()) {
            done = looked(post, draft, done);
        }
        List<String> media = done.ids().isEmpty() ? uploads.ready(post, began, false) : List.of();
        while (done.ids().size() < draft.parts().size()) {
            uploads.requireTime(began);
            progress.keep(post, done.begun());
            try {
                done = done.with(send(post, draft, done.ids().size(), done.last(draft.inReplyTo()), media));
            } catch (DeliveryException failed) {
                if (failed.category() != FailureCategory.UNKNOWN_OUTCOME) {
                    progress.keep(post, done);
                }
                throw failed.category() == FailureCategory.REJECTED
                                && !done.ids().isEmpty()
                        ? Drafts.rejected("Of the thread, " + done.ids().size() + " of "
                                + draft.parts().size() + " parts are said ("
                                + account.pageOf(done.ids().get(0)) + "). The next one: " + failed.getMessage())
                        : failed;
            }
            progress.keep(post, done);
        }
        progress.forget(post);
        return receipt(done.ids().get(0));
    }

    /** The last part that was sent got no answer: it is there or not. */
    private ThreadProgress.Progress looked(Post post, Draft draft, ThreadProgress.Progress done)
            throws DeliveryException {
        int part = done.ids().size();
        String id = part >= draft.parts().size()
                ? null
                : OwnPosts.find(
                        own.since(post.decided()),
                        draft,
                        part,
                        done.last(draft.inReplyTo()),
                        post.media().size());
        return id == null ? done.closed() : done.with(id);
    }

    Optional<Receipt> find(Post post) throws DeliveryException {
        Draft draft = drafts.of(post);
        List<JsonNode> said = own.since(post.decided());
        List<String> ids = OwnPosts.findAll(said, draft, post.media().size());
        return ids.size() == draft.parts().size() ? Optional.of(receipt(ids.get(0))) : Optional.empty();
    }

    private Receipt receipt(String id) throws DeliveryException {
        return new Receipt(id, Addresses.web(account.pageOf(id)));
    }
}
