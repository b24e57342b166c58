@NullMarked
package org.rostrum.connector.webhook;

import org.jspecify.annotations.NullMarked;
