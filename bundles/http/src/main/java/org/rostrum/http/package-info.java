/** Asks servers of other people, on behalf of plugins: bounded in everything, and never behind our own doors. */
@NullMarked
package org.rostrum.http;

import org.jspecify.annotations.NullMarked;
