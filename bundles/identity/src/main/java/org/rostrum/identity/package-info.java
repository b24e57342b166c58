/** Users, roles, sessions and tokens, and the gate that asks what they may do. */
@NullMarked
package org.rostrum.identity;

import org.jspecify.annotations.NullMarked;
