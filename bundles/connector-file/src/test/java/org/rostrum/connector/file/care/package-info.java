@NullMarked
package org.rostrum.connector.file.care;

import org.jspecify.annotations.NullMarked;
