package org.rostrum.api.engagement;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link ResponseTarget} as somebody wants it. */
public record ResponseTargetDraft(
        String accountId,
        String name,
        @Nullable String channelId,
        InboxConversation.@Nullable Priority priority,
        Map<ResponseMeasure, Integer> minutes,
        boolean businessHours,
        @Nullable Integer warnPercent,
        List<EscalationStep> escalation) {}
