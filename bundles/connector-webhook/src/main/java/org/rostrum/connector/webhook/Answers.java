package org.rostrum.connector.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rostrum.spi.connector.Received;

/**
 * What senders are told: 204 when all was taken or passed over; 200 with a list of what was refused when something else was
 * taken, as a sender that repeats the call would gain nothing; the refusal's status when nothing was. Nothing in it was sent.
 */
final class Answers {
    private static final int MOST_TOLD = 20;

    private Answers() {}

    static Received of(CallReader.Outcome outcome) {
        List<CallReader.Refused> refused = outcome.refused();
        if (refused.isEmpty()) {
            return Received.of(outcome.activities());
        }
        Refusal first = refused.get(0).why();
        if (outcome.activities().isEmpty() && outcome.passedOver() == 0) {
            ObjectNode problem =
                    problem(first.status(), outcome.whole() ? first.detail() : "None of the messages could be taken.");
            if (outcome.whole()) {
                problem.put("pointer", first.pointer());
            } else {
                tell(refused, problem);
            }
            return refusal(first.status(), problem);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("taken", outcome.activities().size());
        answer.put("passedOver", outcome.passedOver());
        tell(refused, answer);
        return new Received(outcome.activities(), 200, "application/json", answer.toString());
    }

    static Received of(Refusal refusal) {
        ObjectNode problem = problem(refusal.status(), refusal.detail());
        problem.put("pointer", refusal.pointer());
        return refusal(refusal.status(), problem);
    }

    private static Received refusal(int status, ObjectNode problem) {
        return new Received(List.of(), status, "application/problem+json", problem.toString());
    }

    /** In the words in which this server tells of problems elsewhere. */
    private static ObjectNode problem(int status, String detail) {
        ObjectNode problem = JsonNodeFactory.instance.objectNode();
        problem.put(
                "type",
                "urn:rostrum:problem:"
                        + switch (status) {
                            case Refusal.MALFORMED -> "invalid";
                            case Refusal.MEDIA_TYPE -> "unsupported-media-type";
                            default -> "unprocessable";
                        });
        problem.put(
                "title",
                switch (status) {
                    case Refusal.MALFORMED -> "The request is not valid";
                    case Refusal.MEDIA_TYPE -> "The format of the request is not supported";
                    default -> "The request cannot be carried out as it is";
                });
        problem.put("status", status);
        problem.put("detail", detail);
        return problem;
    }

    private static void tell(List<CallReader.Refused> refused, ObjectNode into) {
        into.put("refused", refused.size());
        ArrayNode told = into.putArray("refusals");
        refused.stream().limit(MOST_TOLD).forEach(one -> told.addObject()
                .put("message", one.number())
                .put("pointer", one.why().pointer())
                .put("detail", one.why().detail()));
    }
}
