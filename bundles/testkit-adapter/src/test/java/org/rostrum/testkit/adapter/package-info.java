@NullMarked
package org.rostrum.testkit.adapter;

import org.jspecify.annotations.NullMarked;
