/** What a distribution holds, and under which licences. */
@NullMarked
package org.rostrum.buildtools.bill;

import org.jspecify.annotations.NullMarked;
