package org.rostrum.connector.webhook;

/** Why a call, or a part of it, was not taken: in words that name places in it, and hold nothing of it. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    static final int MALFORMED = 400;
    static final int MEDIA_TYPE = 415;
    static final int UNPROCESSABLE = 422;

    private final int status;
    private final String pointer;

    /**
     * @param status of the answer, if nothing else of the call was taken
     * @param pointer JSON Pointer to the place; empty for the whole
     */
    Refusal(int status, String pointer, String detail) {
        super(detail);
        this.status = status;
        this.pointer = pointer;
    }

    static Refusal at(String pointer, String detail) {
        return new Refusal(UNPROCESSABLE, pointer, detail);
    }

    int status() {
        return status;
    }

    String pointer() {
        return pointer;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
