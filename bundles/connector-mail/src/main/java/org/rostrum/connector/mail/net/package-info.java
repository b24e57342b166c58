/** Sockets to mail servers: to addresses that are open to plugins, bounded in time and bytes, closed all at once. */
@NullMarked
package org.rostrum.connector.mail.net;

import org.jspecify.annotations.NullMarked;
