@NullMarked
package org.rostrum.integration;

import org.jspecify.annotations.NullMarked;
