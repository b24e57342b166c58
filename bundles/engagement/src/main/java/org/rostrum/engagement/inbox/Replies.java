package org.rostrum.engagement.inbox;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.accounts.PostCheck;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxReply;
import org.rostrum.api.engagement.InboxReplyPreview;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Requester;
import org.rostrum.spi.text.PlainText;

/** Hands replies to the outbox. */
final class Replies {
    private static final String PART = "inbox";
    private static final int LONGEST = 25_000;
    private static final int LONGEST_KEY = 100;

    private final Archive archive;
    private final ChannelService channels;
    private final DeliveryService deliveries;
    private final PostCheck check;
    private final Access access;
    private final Clock clock;

    Replies(
            Archive archive,
            ChannelService channels,
            DeliveryService deliveries,
            PostCheck check,
            Access access,
            Clock clock) {
        this.check = check;
        this.archive = archive;
        this.channels = channels;
        this.deliveries = deliveries;
        this.access = access;
        this.clock = clock;
    }

    static InboxReply checked(InboxReply wanted) {
        if (wanted.key().isBlank() || wanted.key().length() > LONGEST_KEY) {
            throw Problem.invalid(
                    "key", "A key has 1 to " + LONGEST_KEY + " characters.", "Make a new one for each reply.");
        }
        return new InboxReply(
                text("text", wanted.text(), LONGEST), wanted.language(), wanted.direct(), wanted.seen(), wanted.key());
    }

    static String text(String field, String text, int longest) {
        String clean = PlainText.clean(text);
        if (clean.isEmpty()) {
            throw Problem.invalid(field, "There is nothing in it.", "Write something.");
        }
        if (clean.length() > longest) {
            throw Problem.invalid(field, "Longer than " + longest + " characters.", "Shorten it.");
        }
        return clean;
    }

    InboxReplyPreview preview(InboxConversation to, String text) {
        String clean = PlainText.clean(text);
        return access.asSystem(PART, () -> check.measure(to.channelId(), clean))
                .map(measured -> new InboxReplyPreview(
                        clean, measured.canReply(), measured.canBeDirect(), measured.length(), measured.most()))
                .orElseGet(() -> new InboxReplyPreview(clean, true, true, null, null));
    }

    /** What the network would refuse need not wait for it to say so. */
    private void refuseWhatCannotBe(InboxConversation to, InboxReply reply) {
        InboxReplyPreview preview = preview(to, reply.text());
        if (!(reply.direct() ? preview.canBeDirect() : preview.canReply())) {
            throw Problem.of(
                    Problem.Kind.CONFLICT,
                    "The channel \"" + to.channelId() + "\" cannot "
                            + (reply.direct() ? "write to one person alone." : "answer: it only listens."));
        }
        Integer most = preview.most();
        if (most != null && preview.length() != null && preview.length() > most) {
            throw Problem.invalid(
                    "text",
                    "The network takes " + most + " at most, and this counts " + preview.length() + ".",
                    "Shorten it.");
        }
    }

    /** @return the delivery that carries it */
    long send(InboxConversation to, InboxReply reply) {
        Requester author = Requester.of(access.caller());
        return access.asSystem(PART, () -> {
            Channel channel = channels.find(to.channelId())
                    .orElseThrow(() -> Problem.of(
                            Problem.Kind.CONFLICT,
                            "The channel \"" + to.channelId()
                                    + "\" is not there any more: nothing can be said by it."));
            refuseWhatCannotBe(to, reply);
            Activity asked = archive.find(to.inboundSequence())
                    .map(ArchivedActivity::activity)
                    .orElseThrow(() -> new IllegalStateException("The archive lost " + to.inboundSequence()));
            DeliveryRequest request = new DeliveryRequest(
                    "post",
                    channel.adapter(),
                    to.accountId(),
                    "conversation/" + to.id(),
                    "reply/" + to.id() + "/" + reply.key(),
                    payload(to, asked, reply),
                    List.of());
            return deliveries.enqueue(request.withRequester(author)).id();
        });
    }

    private String payload(InboxConversation to, Activity asked, InboxReply reply) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("channelId", to.channelId());
        json.put("text", reply.text());
        json.put("decided", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        json.put("inReplyTo", asked.networkId());
        Optional.ofNullable(reply.language()).ifPresent(language -> json.put("language", language));
        if (reply.direct()) {
            json.put("visibility", "DIRECT");
            json.put("recipient", asked.actor().networkId());
        }
        return InboxJson.write(json);
    }

    void again(long deliveryId) {
        access.asSystem(PART, () -> deliveries.replay(deliveryId));
    }
}
