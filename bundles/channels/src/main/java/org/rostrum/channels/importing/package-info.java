/** Import of files, in the background, resumed where it stopped. */
@NullMarked
package org.rostrum.channels.importing;

import org.jspecify.annotations.NullMarked;
