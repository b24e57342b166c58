@NullMarked
package org.rostrum.connector.mastodon;

import org.jspecify.annotations.NullMarked;
