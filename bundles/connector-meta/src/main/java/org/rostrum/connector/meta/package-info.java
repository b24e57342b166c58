/** Pages of Facebook and professional accounts of Instagram, by Meta's Graph API. */
@NullMarked
package org.rostrum.connector.meta;

import org.jspecify.annotations.NullMarked;
