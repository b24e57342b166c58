/** Asks servers of other people for documents: bounded in everything, and never behind our own doors. */
@NullMarked
package org.rostrum.connector.feed.web;

import org.jspecify.annotations.NullMarked;
