/** The {@code rostrum:} component; its words are told in {@code org.rostrum.spi.route}. */
@NullMarked
package org.rostrum.integration.component;

import org.jspecify.annotations.NullMarked;
