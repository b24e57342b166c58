/** Runs the Camel routes of plugins, each bundle's in a context of its own. */
@NullMarked
package org.rostrum.integration;

import org.jspecify.annotations.NullMarked;
