package org.rostrum.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A message of a call before it is read.
 *
 * @param number of the message in the call, from 0
 * @param own where its own parts are looked for: itself, and what it is alone in, from the inside out
 * @param around where is looked for what it may share with others: {@code own}, and what is around
 * @param otherwiseId what its id is when it has none; made of signed parts
 * @param original as it came
 */
record Item(int number, List<JsonNode> own, List<JsonNode> around, String otherwiseId, JsonNode original) {
    Item {
        own = List.copyOf(own);
        around = List.copyOf(around);
    }
}
