@NullMarked
package org.rostrum.channels.rest;

import org.jspecify.annotations.NullMarked;
