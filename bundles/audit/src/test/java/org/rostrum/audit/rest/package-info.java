@NullMarked
package org.rostrum.audit.rest;

import org.jspecify.annotations.NullMarked;
