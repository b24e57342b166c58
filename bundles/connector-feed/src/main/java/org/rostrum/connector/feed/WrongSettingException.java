package org.rostrum.connector.feed;

import org.jspecify.annotations.Nullable;

/** A setting of a feed that cannot be used; the message says how to mend it. */
final class WrongSettingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String setting;

    WrongSettingException(String setting, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.setting = setting;
    }

    String setting() {
        return setting;
    }
}
