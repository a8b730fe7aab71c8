/** What the manager knows, over REST. */
@NullMarked
package io.ringcast.dht.manager.web;

import org.jspecify.annotations.NullMarked;
