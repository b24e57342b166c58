@NullMarked
package org.rostrum.connector.telegram;

import org.jspecify.annotations.NullMarked;
