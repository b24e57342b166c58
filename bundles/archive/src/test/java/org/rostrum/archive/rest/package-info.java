@NullMarked
package org.rostrum.archive.rest;

import org.jspecify.annotations.NullMarked;
