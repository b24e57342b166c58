package org.rostrum.accounts.rest;

import java.util.List;
import org.rostrum.api.accounts.EngagementModel;

/** What there is to say of each model, in English; faces translate by the model's name. */
record ModelTexts(String description, String needs, List<String> weaknesses, List<String> toHubAndSpoke) {
    static ModelTexts of(EngagementModel model) {
        return switch (model) {
            case DECENTRALISED -> new ModelTexts(
                    "Every account acts for itself. Nothing is withheld.",
                    "Nothing.",
                    List.of(
                            "Customers meet as many voices as there are accounts.",
                            "Work and tools are paid for several times, and nobody sees the whole.",
                            "Nobody answers for policy when something goes wrong."),
                    List.of(
                            "Name who answers for policy at the account above and grant it there.",
                            "Agree on rules, then choose hub and spoke: the preview shows whose rights rest."));
            case CENTRALISED -> new ModelTexts(
                    "One team at the account does it all: rules, channels and schedules are changed there alone.",
                    "Somebody at the account who holds these rights.",
                    List.of(
                            "The team is far from the people who know the answer.",
                            "It becomes a queue: answers take longer as the organisation grows.",
                            "It sounds like headquarters."),
                    List.of(
                            "Find in each account below somebody who connects channels and answers.",
                            "Choose hub and spoke: channels and schedules are theirs again, rules stay with you."));
            case HUB_AND_SPOKE -> new ModelTexts(
                    "The hub makes the rules, the accounts below connect their channels and do the work.",
                    "Somebody at the hub who holds the rights to rules.",
                    List.of(
                            "The hub needs people and a mandate: without them everything waits.",
                            "With very different brands one set of rules fits none of them."),
                    List.of("You are there."));
            case MULTIPLE_HUB_AND_SPOKE -> new ModelTexts(
                    "Several hubs, for brands, countries or languages, each with its own rules for what is below it.",
                    "Somebody at each hub who holds the rights to rules.",
                    List.of(
                            "Each hub costs people; hubs drift apart without somebody above them.",
                            "What concerns several hubs takes as long as the slowest of them."),
                    List.of(
                            "Where hubs have come to the same rules, take them out of the list: the account above is theirs"
                                    + " again."));
            case HONEYCOMB -> new ModelTexts(
                    "Everybody takes part and sees what the others do. Nothing is withheld.",
                    "That everybody who works below may see the whole: proposed as grants, each given by a person.",
                    List.of(
                            "It needs trained people and trust everywhere; few organisations have them.",
                            "Many see much: personal data reach more people than need them.",
                            "Nothing stops a mistake before it is public."),
                    List.of(
                            "End the grants that let everybody see everything.",
                            "Name who answers for policy at the account above, and choose hub and spoke."));
        };
    }
}
