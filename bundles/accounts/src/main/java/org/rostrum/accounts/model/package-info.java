/** Engagement models: which rights count only at the hub. */
@NullMarked
package org.rostrum.accounts.model;

import org.jspecify.annotations.NullMarked;
