/** How channels fare: each of their abilities, their rate budgets, their credentials. */
@NullMarked
package org.rostrum.channels.health;

import org.jspecify.annotations.NullMarked;
