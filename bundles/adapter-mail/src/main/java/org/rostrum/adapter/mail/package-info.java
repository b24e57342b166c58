/**
 * Deliveries of the kind {@code mail}, by SMTP. The payload is a JSON object:
 *
 * <ul>
 *   <li>{@code to}: list of addresses, at least one; {@code cc}, {@code bcc}, {@code replyTo}: lists, optional
 *   <li>{@code subject} and {@code text}: required
 *   <li>{@code html}: optional, the same in HTML
 *   <li>{@code headers}: optional object of further header fields
 * </ul>
 *
 * An address is {@code joe@example.org} or {@code Joe Smith <joe@example.org>}. Other fields are ignored. The attachments of
 * the delivery are read while they are sent.
 *
 * <p>SMTP knows no way to ask whether a mail has arrived. Everything that happens before the end of the mail was sent is
 * certain: the server has not got it. When the connection breaks in the moment between that end and the server's answer the
 * outcome is unknown, and the delivery waits on the dead-letter desk for a person rather than being sent twice. The
 * Message-ID is made of the idempotency key: by it the person finds the mail in the log of the mail server, and the
 * receiver's mail system recognises a repeat.
 */
@NullMarked
package org.rostrum.adapter.mail;

import org.jspecify.annotations.NullMarked;
