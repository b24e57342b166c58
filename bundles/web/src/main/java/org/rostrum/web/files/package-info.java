/** Files and pages that bundles bring along and browsers get: named in the headers Rostrum-Files and Rostrum-Page. */
@NullMarked
package org.rostrum.web.files;

import org.jspecify.annotations.NullMarked;
