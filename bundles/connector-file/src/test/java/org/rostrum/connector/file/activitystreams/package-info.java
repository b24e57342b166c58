@NullMarked
package org.rostrum.connector.file.activitystreams;

import org.jspecify.annotations.NullMarked;
