/** Makes compiled templates of jrxml files while a report pack is built. */
@NullMarked
package org.rostrum.buildtools.jrxml;

import org.jspecify.annotations.NullMarked;
