/** Plugins over REST. */
@NullMarked
package org.rostrum.plugins.rest;

import org.jspecify.annotations.NullMarked;
