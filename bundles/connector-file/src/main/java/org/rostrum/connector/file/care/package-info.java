/** Conversations between customers and care accounts. */
@NullMarked
package org.rostrum.connector.file.care;

import org.jspecify.annotations.NullMarked;
