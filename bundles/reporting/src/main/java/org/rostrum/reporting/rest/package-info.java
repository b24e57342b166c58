/** The REST resources of reporting. */
@NullMarked
package org.rostrum.reporting.rest;

import org.jspecify.annotations.NullMarked;
