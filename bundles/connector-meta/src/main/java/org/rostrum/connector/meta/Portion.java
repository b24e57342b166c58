package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;

/** How much of a list is asked for at once. Meta answers with an error, and says no more of it, when that is too much for it. */
final class Portion {
    private static final int TOO_MUCH = 1;
    private static final int LEAST = 5;

    private volatile int size;

    Portion(int most) {
        this.size = most;
    }

    /** A page of a list. After an error, the next one is smaller. */
    JsonNode page(GraphApi api, String token, String path, Map<String, @Nullable Object> parameters)
            throws DeliveryException {
        return api.good(look(api, token, path, parameters), token);
    }

    /** The same of something that may not be there any more; then it is empty. */
    JsonNode pageIfThere(GraphApi api, String token, String path, Map<String, @Nullable Object> parameters)
            throws DeliveryException {
        GraphApi.Answer answer = look(api, token, path, parameters);
        return answer.isGone() ? MissingNode.getInstance() : api.good(answer, token);
    }

    private GraphApi.Answer look(GraphApi api, String token, String path, Map<String, @Nullable Object> parameters)
            throws DeliveryException {
        parameters.put("limit", size);
        GraphApi.Answer answer = api.look(token, path, parameters);
        if (answer.code() == TOO_MUCH) {
            size = Math.max(LEAST, size / 2);
        }
        return answer;
    }
}
