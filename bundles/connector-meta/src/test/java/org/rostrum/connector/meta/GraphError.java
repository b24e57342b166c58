package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;

/** A refusal in the form that Meta documents ("Handling Errors"). */
final class GraphError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final int subcode;

    private GraphError(int status, int code, int subcode, String message) {
        super(message);
        this.status = status;
        this.code = code;
        this.subcode = subcode;
    }

    static GraphError of(int code, String message) {
        return of(code, 0, message);
    }

    static GraphError of(int code, int subcode, String message) {
        int status = code == 1 || code == 2 ? 500 : code == 10 || code == 200 || code == 368 ? 403 : 400;
        return new GraphError(status, code, subcode, message);
    }

    static GraphError gone(String id) {
        return of(
                100,
                33,
                "Unsupported request. Object with ID '" + id + "' does not exist, cannot be loaded due to missing"
                        + " permissions, or does not support this operation");
    }

    int status() {
        return status;
    }

    String json() {
        ObjectNode error = GraphApi.JSON
                .createObjectNode()
                .put("message", getMessage())
                .put("type", status == 400 && code == 100 ? "GraphMethodException" : "OAuthException")
                .put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put("fbtrace_id", "AbCdEfGh");
        return GraphApi.JSON.createObjectNode().set("error", error).toString();
    }

    Reply reply() {
        return Reply.json(status, json());
    }
}
