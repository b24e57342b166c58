@NullMarked
package org.rostrum.adapter.request.tracker;

import org.jspecify.annotations.NullMarked;
