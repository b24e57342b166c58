@NullMarked
package org.rostrum.adapter.tryton;

import org.jspecify.annotations.NullMarked;
