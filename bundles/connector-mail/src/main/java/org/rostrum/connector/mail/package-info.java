/** A mailbox as a channel: IMAP to listen, SMTP to answer. */
@NullMarked
package org.rostrum.connector.mail;

import org.jspecify.annotations.NullMarked;
