/** What someone said or did on a network, in the words of ActivityStreams 2.0. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.api.activity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
