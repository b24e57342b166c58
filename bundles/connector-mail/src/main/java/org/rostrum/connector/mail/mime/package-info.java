/** Mails taken apart, whatever they are made of. */
@NullMarked
package org.rostrum.connector.mail.mime;

import org.jspecify.annotations.NullMarked;
