package org.rostrum.connector.youtube;

import org.rostrum.api.delivery.FailureCategory;

/** What YouTube's reasons mean, and what helps; names as in the documentation of its errors. */
final class Refusals {
    private Refusals() {}

    static FailureCategory category(String reason, int status, boolean reading, FailureCategory plain) {
        return switch (reason) {
            case "API_KEY_INVALID",
                    "keyInvalid",
                    "keyExpired",
                    "ipRefererBlocked",
                    "accessNotConfigured",
                    "SERVICE_DISABLED",
                    "insufficientPermissions",
                    "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                    "authError",
                    "authorizationRequired",
                    "required",
                    "youtubeSignupRequired",
                    "authenticatedUserAccountClosed",
                    "authenticatedUserAccountSuspended",
                    "authenticatedUserNotChannel",
                    "channelClosed",
                    "channelSuspended" -> status == 400 && reason.equals("required")
                    ? FailureCategory.REJECTED
                    : FailureCategory.AUTH_EXPIRED;
            case "commentsDisabled", "ineligibleAccount" -> FailureCategory.REJECTED;
            default -> status == 403 && !reading ? FailureCategory.REJECTED : plain;
        };
    }

    /** A sentence with a blank before it; empty when there is nothing to be said. */
    static String remedy(String reason, int status) {
        return switch (reason) {
            case "quotaExceeded",
                    "dailyLimitExceeded" -> " The quota of the Google Cloud project is used up until midnight,"
                    + " Pacific time; channels that look less often use less of it.";
            case "API_KEY_INVALID",
                    "keyInvalid",
                    "keyExpired" -> " Give an API key that is good, and allowed for the YouTube" + " Data API v3.";
            case "ipRefererBlocked" -> " Look at the restrictions of the API key: this server may not use it.";
            case "accessNotConfigured",
                    "SERVICE_DISABLED" -> " Switch on the YouTube Data API v3 in the Google Cloud project.";
            case "insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT" -> " Have access granted with the scope"
                    + " youtube.force-ssl, or choose READER under \"Access\".";
            case "youtubeSignupRequired",
                    "authenticatedUserNotChannel" -> " The Google account that granted access has no"
                    + " channel: grant it anew, and choose the channel.";
            case "authenticatedUserAccountClosed", "channelClosed" -> " The channel was closed.";
            case "authenticatedUserAccountSuspended", "channelSuspended" -> " YouTube has suspended the channel.";
            case "commentsDisabled" -> " Comments are switched off there; only the owner of the video can switch them on.";
            case "commentTextTooLong" -> " Make the text shorter.";
            case "parentCommentNotFound", "commentNotFound" -> " The comment is not there any more.";
            case "parentCommentIsPrivate" -> " Private comments cannot be answered.";
            case "operationNotSupported" -> " Nobody but YouTube's own pages can answer or moderate there.";
            case "videoNotFound" -> " The video is not there any more.";
            case "ineligibleAccount" -> " The Google account cannot do that: look whether it is verified and has a channel.";
            case "uploadLimitExceeded" -> " The channel has published as many videos as YouTube allows for now.";
            case "banWithoutReject",
                    "processingFailure" -> " YouTube could not make sense of it; most often what it is about"
                    + " has gone meanwhile.";
            default -> status == 401 ? " Have access granted anew, and give the new refresh token." : "";
        };
    }
}
