@NullMarked
package org.rostrum.reporting.rest;

import org.jspecify.annotations.NullMarked;
