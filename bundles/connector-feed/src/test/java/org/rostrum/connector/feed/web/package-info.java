@NullMarked
package org.rostrum.connector.feed.web;

import org.jspecify.annotations.NullMarked;
