/** The errors that Jetty tells by itself, before a request has found its servlet; the only package that knows Jetty. */
@NullMarked
package org.rostrum.web.container;

import org.jspecify.annotations.NullMarked;
