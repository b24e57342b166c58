/** What the formats share: options, times, plain text, and the loop that gives each record to the sink once. */
@NullMarked
package org.rostrum.connector.file;

import org.jspecify.annotations.NullMarked;
