/** For those who write adapters: routes run as on a server, and the duties of an adapter as tests. */
@NullMarked
package org.rostrum.testkit.adapter;

import org.jspecify.annotations.NullMarked;
