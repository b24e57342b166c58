/** Telegram, by its Bot API. */
@NullMarked
package org.rostrum.connector.telegram;

import org.jspecify.annotations.NullMarked;
